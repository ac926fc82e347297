import type { ColumnType } from '../../../contract/state.ts';
import { plainDecimal } from '../xlsx/number-text.ts';

/** The attribute types of XES (IEEE 1849) that hold a value. */
export const scalarTypes = ['string', 'date', 'int', 'float', 'boolean', 'id'] as const;
export type ScalarType = (typeof scalarTypes)[number];

export const isScalarType = (name: string): name is ScalarType => scalarTypes.some((type) => type === name);

export interface AttributeValue {
  readonly json: string;
  /** `undefined`: it says nothing of its column, as null does. */
  readonly type: ColumnType | undefined;
  /** What was lost or could not be kept as the type says. */
  readonly flaw?: 'notOfType' | 'notFinite' | 'finerThanMillis';
}

/** An attribute's text as JSON of its type; what does not fit its type stays the text that it is. */
export const attributeValue = (type: ScalarType, text: string | undefined): AttributeValue => {
  if (text === undefined) return { json: 'null', type: undefined };
  switch (type) {
    case 'string':
    case 'id':
      return asText(text);
    case 'int':
      return intValue(text.trim()) ?? notOfType(text);
    case 'float':
      return floatValue(text.trim()) ?? notOfType(text);
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (word === 'true' || word === '1') return { json: 'true', type: 'BOOLEAN' };
      return word === 'false' || word === '0' ? { json: 'false', type: 'BOOLEAN' } : notOfType(text);
    }
    case 'date':
      return dateValue(text.trim()) ?? notOfType(text);
  }
};

const asText = (text: string): AttributeValue => ({ json: JSON.stringify(text), type: 'STRING' });
const notOfType = (text: string): AttributeValue => ({ ...asText(text), flaw: 'notOfType' });

/** Beyond it, a number would be an attack on whoever calculates with it. */
const mostDigits = 400;
const greatest = 2n ** 63n - 1n;

const intValue = (text: string): AttributeValue | undefined => {
  if (text.length > mostDigits || !/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  const fits = value <= greatest && value >= -greatest - 1n;
  return { json: String(value), type: fits ? 'INTEGER' : 'STRING' };
};

const floatValue = (text: string): AttributeValue | undefined => {
  if (/^[+-]?(?:nan|inf(?:inity)?)$/i.test(text)) return { json: 'null', type: undefined, flaw: 'notFinite' };
  if (text.length > mostDigits || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  // JSON knows no plus sign, no leading zeros and no bare point; all else keeps the digits of the file
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return { json: text, type: 'FLOAT' };
  const value = Number(text);
  return Number.isFinite(value)
    ? { json: plainDecimal(value), type: 'FLOAT' }
    : { json: 'null', type: undefined, flaw: 'notFinite' };
};

const dateValue = (text: string): AttributeValue | undefined => {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const local = new Date(`${whole}Z`);
  // JavaScript takes 31 February for 2 March
  if (Number.isNaN(local.getTime()) || local.toISOString() !== `${whole}Z`) return undefined;
  const moment = new Date(local.getTime() - zoneMillis(zone)).toISOString();
  if (moment.length !== 24) return undefined;
  const spelled = moment.endsWith('.000Z') ? moment.slice(0, 19) : moment.slice(0, 23);
  const value = { json: `"${spelled}"`, type: 'DATETIME' } as const;
  return /[1-9]/.test(fraction.slice(3)) ? { ...value, flaw: 'finerThanMillis' } : value;
};

const zoneMillis = (zone: string): number => {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
};
