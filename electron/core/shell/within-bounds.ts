/** How much a message from the window may hold. Its largest legitimate one is a configuration. */
export interface MessageBounds {
  readonly depth: number;
  readonly items: number;
  /** Characters of all texts and keys together. */
  readonly characters: number;
}

export const messageBounds: MessageBounds = { depth: 24, items: 50_000, characters: 2 * 1024 ** 2 };

const plain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
};

/**
 * Why a message is not looked at any further; undefined where it is plain data within the bounds. Reads no more than
 * the bounds allow, however large the message is.
 */
export const boundsBroken = (message: unknown, bounds: MessageBounds = messageBounds): string | undefined => {
  let items = 0;
  let characters = 0;
  const look = (value: unknown, depth: number): string | undefined => {
    items += 1;
    if (items > bounds.items) return `more than ${bounds.items} values`;
    if (typeof value === 'string') characters += value.length;
    if (characters > bounds.characters) return `more than ${bounds.characters} characters`;
    if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
      return `a ${typeof value}`;
    }
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth >= bounds.depth) return `more than ${bounds.depth} levels`;
    if (!plain(value)) return 'an object that is not plain data';
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) characters += key.length;
      if (key === '__proto__') return 'a forbidden key';
      const broken = look(inner, depth + 1);
      if (broken !== undefined) return broken;
    }
    return undefined;
  };
  return look(message, 0);
};
