/** The members that hold paths, wherever in a message of the window they stand. */
const pathMembers: ReadonlySet<string> = new Set(['folder', 'caFile', 'path', 'source']);

/** Every path that a message names. In `credentials`, `file` is one too. */
export const pathsIn = (message: unknown): readonly string[] => {
  const found: string[] = [];
  const look = (value: unknown, within: string | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const names = pathMembers.has(key) || (within === 'credentials' && key === 'file');
      if (names && typeof inner === 'string') found.push(inner);
      look(inner, Array.isArray(value) ? within : key);
    }
  };
  look(message, undefined);
  return found;
};
