/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Entry */
/** @typedef {{ packages?: Record<string, Entry> }} Lock package-lock.json, or npm's own record in node_modules. */

/**
 * Where node_modules is not what the lock file says: the first folder that differs, or undefined where all is well.
 * An optional package may be absent (another platform, or its compile failed).
 * @param {Lock} lock
 * @param {Lock} installed
 * @returns {string | undefined}
 */
export const firstDifference = (lock, installed) => {
  const wanted = lock.packages ?? {};
  const there = installed.packages ?? {};
  for (const [folder, entry] of Object.entries(wanted)) {
    if (folder === '') continue;
    const found = there[folder];
    if (found === undefined) {
      if (entry.optional !== true) return folder;
    } else if (found.version !== entry.version || found.integrity !== entry.integrity) return folder;
  }
  return Object.keys(there).find((folder) => wanted[folder] === undefined);
};
