import { plainDecimal } from '../xlsx/number-text.ts';

/** Texts of the values that Avro stores as numbers and bytes, in the one spelling. */

const dayMillis = 86_400_000;
/** What JavaScript's calendar reaches. */
const mostMillis = 8.64e15;

/** Days since 1970 as `yyyy-MM-dd`; beyond any calendar the number itself. */
export const dayText = (days: number): string =>
  Math.abs(days) * dayMillis > mostMillis
    ? String(days)
    : (new Date(days * dayMillis).toISOString().split('T')[0] ?? '');

export interface MomentText {
  readonly text: string;
  /** The value says more than milliseconds, which is cut. */
  readonly isFiner: boolean;
}

/** Units since 1970 as `yyyy-MM-ddTHH:mm:ss[.SSS]`. */
export const momentText = (value: bigint, unit: 1e3 | 1e6 | 1e9): MomentText => {
  const perMilli = BigInt(unit / 1e3);
  const rest = ((value % perMilli) + perMilli) % perMilli;
  const millis = Number((value - rest) / perMilli);
  if (Math.abs(millis) > mostMillis) return { text: String(value), isFiner: false };
  const iso = new Date(millis).toISOString().slice(0, -1);
  return { text: iso.endsWith('.000') ? iso.slice(0, -4) : iso, isFiner: rest !== 0n };
};

/** Units since midnight as `HH:mm:ss` with as many decimals as are needed. */
export const timeText = (value: bigint, unit: 1e3 | 1e6 | 1e9): string => {
  const perSecond = BigInt(unit);
  if (value < 0n || value >= 86_400n * perSecond) return String(value);
  const seconds = Number(value / perSecond);
  const rest = value % perSecond;
  const two = (part: number) => String(part).padStart(2, '0');
  const whole = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const decimals = String(unit).length - 1;
  return rest === 0n ? whole : `${whole}.${String(rest).padStart(decimals, '0').replace(/0+$/, '')}`;
};

/** Big-endian two's complement as a decimal with exactly `scale` decimals. */
export const decimalText = (bytes: Uint8Array, scale: number): string => {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  value = BigInt.asIntN(bytes.length * 8, value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** A finite double as a JSON number without an exponent; `undefined` for NaN and the infinities. */
export const doubleText = (value: number): string | undefined =>
  Number.isFinite(value) ? plainDecimal(value) : undefined;

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const uuidText = (bytes: Uint8Array): string =>
  hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Months, days and milliseconds, 32 bits each, as an ISO 8601 duration. */
export const durationText = (bytes: Uint8Array): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [months, days, millis] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
  return `P${months}M${days}DT${plainDecimal(millis / 1_000)}S`;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const base64Text = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    text += `${alphabet[bits >> 18]}${alphabet[(bits >> 12) & 63]}${at + 1 < bytes.length ? alphabet[(bits >> 6) & 63] : '='}${at + 2 < bytes.length ? alphabet[bits & 63] : '='}`;
  }
  return text;
};
