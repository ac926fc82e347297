// Values as text, for the way between Node and the page. This file runs on both sides, so it imports nothing.

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

const special = (tag: string, value: Plain): Plain => ({ $: tag, value });

const encodeItem = (value: unknown, above: readonly unknown[]): Plain => {
  if (value === undefined) return special('undefined', null);
  if (typeof value === 'bigint') return special('bigint', String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return special('number', String(value));
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new Error('An object could not be cloned.');
  if (value === null || typeof value !== 'object') return value as Plain;
  if (above.includes(value)) throw new Error('The stand-in does not carry objects that hold themselves.');
  const encodeInner = (inner: unknown): Plain => encodeItem(inner, [...above, value]);
  if (value instanceof Date) return special('date', value.getTime());
  if (value instanceof Error) return special('error', [value.name, value.message]);
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return special('bytes', btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
  }
  if (value instanceof Map) return special('map', [...value].map(encodeInner));
  if (value instanceof Set) return special('set', [...value].map(encodeInner));
  if (Array.isArray(value)) return value.map(encodeInner);
  return special(
    'object',
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeInner(item)])),
  );
};

const decodeItem = (value: Plain): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(decodeItem);
  const inner = value['value'] as Plain;
  switch (value['$']) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(inner as string);
    case 'number':
      return Number(inner);
    case 'date':
      return new Date(inner as number);
    case 'error': {
      const [name, message] = inner as [string, string];
      return Object.assign(new Error(message), { name });
    }
    case 'bytes':
      return Uint8Array.from(atob(inner as string), (character) => character.charCodeAt(0));
    case 'map':
      return new Map((inner as Plain[]).map((entry) => decodeItem(entry) as [unknown, unknown]));
    case 'set':
      return new Set((inner as Plain[]).map(decodeItem));
    default:
      return Object.fromEntries(
        Object.entries(inner as Record<string, Plain>).map(([key, item]) => [key, decodeItem(item)]),
      );
  }
};

/** Throws where the structured clone of IPC would throw: functions and symbols do not travel. */
export const encode = (value: unknown): string => JSON.stringify(encodeItem(value, []));

export const decode = (text: string): unknown => decodeItem(JSON.parse(text) as Plain);
