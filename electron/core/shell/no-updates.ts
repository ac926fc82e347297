/**
 * Why updates are not looked for; undefined where they are. Off unless a person names a feed, and only where the system
 * itself checks that an update is signed as the running app is: macOS. A Linux package is updated by its package
 * manager, and Squirrel on Windows checks no signature.
 */
export const noUpdates = (platform: string, packaged: boolean, feed: string | null): string | undefined => {
  if (feed === null) return 'no feed is set';
  if (!packaged) return 'this is a checkout';
  return platform === 'darwin' ? undefined : 'this system does not check the signature of updates';
};
