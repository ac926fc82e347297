import type { ColumnType } from '../../../contract/state.ts';

/** One attribute of an event or a case, ready to stand in a JSON object. */
export interface Attribute {
  readonly key: string;
  readonly json: string;
}

/** The JSON object of some attributes; `repeated` names a key that stands twice with different values. */
export const attributesAsObject = (
  attributes: readonly Attribute[],
): { readonly json: string } | { readonly repeated: string } => {
  const members = new Map<string, string>();
  for (const { key, json } of attributes) {
    const earlier = members.get(key);
    if (earlier !== undefined && earlier !== json) return { repeated: key };
    members.set(key, json);
  }
  const parts: string[] = [];
  for (const [key, json] of members) parts.push(`${JSON.stringify(key)}:${json}`);
  return { json: `{${parts.join(',')}}` };
};

/** The types that were seen at each path, to say what the whole column is. */
export class TypesSeen {
  readonly #types = new Map<string, Set<ColumnType>>();

  add(path: string, type: ColumnType | undefined): void {
    if (type === undefined) return;
    const seen = this.#types.get(path);
    if (seen === undefined) this.#types.set(path, new Set([type]));
    else seen.add(type);
  }

  /** One type: that. Whole and broken numbers: FLOAT. Integers beyond 64 bits: text. Anything else: no word. */
  get hints(): Record<string, ColumnType> {
    const hints: Record<string, ColumnType> = Object.create(null) as Record<string, ColumnType>;
    for (const [path, types] of this.#types) {
      const [first, ...others] = types;
      if (first !== undefined && others.length === 0) hints[path] = first;
      else if ([...types].every((type) => type === 'INTEGER' || type === 'FLOAT')) hints[path] = 'FLOAT';
    }
    return hints;
  }
}
