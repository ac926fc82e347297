import { JsonNumber, JsonObject, type JsonValue } from '../../core/convert/json/json-value.ts';

/** The texts of a leaf in one record, in order, without nulls. */
export const leafTexts = (value: JsonValue, path: readonly string[]): string[] => {
  if (value === null) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [textOf(value)];
  if (step === '[]')
    return Array.isArray(value)
      ? (value as readonly JsonValue[]).flatMap((element) => leafTexts(element, rest))
      : [];
  if (!(value instanceof JsonObject)) return [];
  const index = value.keys.indexOf(step);
  return index < 0 ? [] : leafTexts(value.values[index] ?? null, rest);
};

const textOf = (value: JsonValue): string => (value instanceof JsonNumber ? value.text : String(value));
