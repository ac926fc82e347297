/** A number keeps its digits; a text is a string. */
export interface JsonNumber {
  readonly digits: string;
}
export type JsonValue = string | boolean | null | JsonNumber | readonly JsonValue[] | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** Not JSON by the letter (RFC 8259), or with a key twice, or with half of a surrogate pair. */
export class NotJson extends Error {}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const blank = /[ \t\r\n]*/y;

/** Reads JSON values that stand one after the other, blanks between. It shares no code with Sluice. */
export const strictJson = (source: string): JsonValue[] => {
  let at = 0;
  const skip = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const expect = (sign: string): void => {
    if (source[at] !== sign) throw new NotJson(`“${sign}” is missing at ${at}`);
    at += 1;
  };
  const string = (): string => {
    const found = skip(text);
    if (found === undefined) throw new NotJson(`no text at ${at}`);
    const value = JSON.parse(found) as string;
    if (!value.isWellFormed()) throw new NotJson(`half a surrogate pair before ${at}`);
    return value;
  };
  const value = (): JsonValue => {
    const first = source[at];
    if (first === '{') return object();
    if (first === '[') return list();
    if (first === '"') return string();
    for (const [word, meaning] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (source.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    const digits = skip(number);
    if (digits === undefined || digits === '') throw new NotJson(`no value at ${at}`);
    return { digits };
  };
  const members = (close: string, member: () => void): void => {
    at += 1;
    skip(blank);
    if (source[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      skip(blank);
      member();
      skip(blank);
      if (source[at] === close) break;
      expect(',');
    }
    at += 1;
  };
  const list = (): JsonValue[] => {
    const elements: JsonValue[] = [];
    members(']', () => elements.push(value()));
    return elements;
  };
  const object = (): JsonObject => {
    const found = new Map<string, JsonValue>();
    members('}', () => {
      const name = string();
      if (found.has(name)) throw new NotJson(`the key ${name} stands twice`);
      skip(blank);
      expect(':');
      skip(blank);
      found.set(name, value());
    });
    return found;
  };
  const values: JsonValue[] = [];
  for (;;) {
    skip(blank);
    if (at >= source.length) return values;
    values.push(value());
  }
};

export const isObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map;
