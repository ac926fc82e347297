/** A number of JSON with the digits that stand in the file. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An object of JSON: members in the file's order. */
export class JsonObject {
  readonly keys: readonly string[];
  readonly values: readonly JsonValue[];
  constructor(keys: readonly string[], values: readonly JsonValue[]) {
    this.keys = keys;
    this.values = values;
  }
}

export type JsonValue = null | boolean | string | JsonNumber | JsonObject | readonly JsonValue[];

/** Compact JSON with every number as it stood. */
export const jsonText = (value: JsonValue): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof JsonNumber) return value.text;
  if (value instanceof JsonObject) {
    return `{${value.keys.map((key, index) => `${JSON.stringify(key)}:${jsonText(value.values[index] ?? null)}`).join(',')}}`;
  }
  return `[${value.map(jsonText).join(',')}]`;
};
