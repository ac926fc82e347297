/** The members that hold paths, wherever in a message of the window they stand. */
const pathMembers: ReadonlySet<string> = new Set(['folder', 'caFile', 'path', 'paths']);

const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

/** Every path that a message names. In `credentials`, `file` is one too. */
export const pathsIn = (message: unknown): readonly string[] => {
  const found: string[] = [];
  const look = (value: unknown, within: string | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (pathMembers.has(key) || (within === 'credentials' && key === 'file')) found.push(...texts(inner));
      look(inner, Array.isArray(value) ? within : key);
    }
  };
  look(message, undefined);
  return found;
};
