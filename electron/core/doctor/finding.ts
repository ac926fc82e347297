/** One thing that was looked at. `warning`: Sluice works, but a person should know. */
export interface Finding {
  readonly what: string;
  readonly verdict: 'ok' | 'warning' | 'bad';
  readonly detail: string;
  /** What to do about it. */
  readonly next?: string | undefined;
}

const GIB = 1024 ** 3;

/** Free space against what the spool may take. */
export const diskFinding = (path: string, freeBytes: number, spoolBudget: number): Finding => {
  const free = `${(freeBytes / GIB).toFixed(1)} GiB free at ${path}`;
  if (freeBytes < GIB)
    return {
      what: 'disk',
      verdict: 'bad',
      detail: free,
      next: 'Free some space, or choose another data directory.',
    };
  if (freeBytes < spoolBudget) {
    return {
      what: 'disk',
      verdict: 'warning',
      detail: `${free}, less than spoolBudget`,
      next: 'Lower spoolBudget, or free some space.',
    };
  }
  return { what: 'disk', verdict: 'ok', detail: free };
};

/** Linux's limit of watches against the folders that are watched. */
export const watchLimitFinding = (limit: number, folders: number): Finding =>
  limit < 1024 + folders
    ? {
        what: 'inotify',
        verdict: 'warning',
        detail: `the system allows ${limit} watches`,
        next: 'Raise fs.inotify.max_user_watches; until then Sluice looks every few seconds.',
      }
    : { what: 'inotify', verdict: 'ok', detail: `${limit} watches allowed` };
