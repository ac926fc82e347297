import { isMarkup, isNil, type SurveyedElement } from './element-survey.ts';

/**
 * How the elements at one path become JSON: a text, or an object whose members are attributes, child elements (a list
 * where the element repeats anywhere in the file) and a text of its own. The same for every record, so that the types
 * hold still.
 */
export interface RecordShape {
  readonly isText: boolean;
  readonly isList: boolean;
  /** The member that it is in its parent. */
  readonly member: string;
  /** Member names of its attributes, by attribute. */
  readonly attributes: ReadonlyMap<string, string>;
  /** By qualified element name. */
  readonly children: ReadonlyMap<string, RecordShape>;
  /** The member for the text beside attributes or elements. */
  readonly textMember: string;
}

export const recordShape = (records: SurveyedElement): RecordShape => shapeOf(records, records.localName);

const shapeOf = (element: SurveyedElement, member: string): RecordShape => {
  const taken = new Set<string>();
  const children = new Map<string, RecordShape>();
  for (const child of element.children.values())
    children.set(child.name, shapeOf(child, free(taken, child.localName, prefixed(child.name))));
  const attributes = new Map<string, string>();
  for (const attribute of element.attributes) {
    const local = attribute.slice(attribute.indexOf(':') + 1);
    attributes.set(attribute, free(taken, local, `${local}_attribute`));
  }
  return {
    isText: !element.isComplex,
    isList: element.isRepeated,
    member,
    attributes,
    children,
    textMember: free(taken, 'value', 'text'),
  };
};

/** Two names that differ in their prefix, or an attribute and an element of one name, are two members. */
const free = (taken: Set<string>, name: string, instead: string): string => {
  let chosen = taken.has(name) ? instead : name;
  for (let number = 2; taken.has(chosen); number += 1) chosen = `${instead}_${number}`;
  taken.add(chosen);
  return chosen;
};

const prefixed = (name: string): string => name.replace(':', '_');

/** One element of a record while it is being read. */
export class ElementInWork {
  readonly shape: RecordShape;
  readonly #isNil: boolean;
  readonly #members = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();
  /** Texts between the elements, and the one at hand, which may come in pieces. */
  #text = '';
  #piece = '';

  constructor(shape: RecordShape, attributes: Readonly<Record<string, string>>) {
    this.shape = shape;
    this.#isNil = isNil(attributes);
    for (const [name, value] of Object.entries(attributes)) {
      const member = isMarkup(name) ? undefined : shape.attributes.get(name);
      if (member !== undefined) this.#members.set(member, JSON.stringify(value));
    }
  }

  addText(text: string): void {
    this.#piece += text;
  }

  add(child: RecordShape, json: string): void {
    this.#endPiece();
    if (!child.isList) {
      this.#members.set(child.member, json);
      return;
    }
    const list = this.#lists.get(child.member);
    if (list === undefined) this.#lists.set(child.member, [json]);
    else list.push(json);
  }

  get json(): string {
    if (this.shape.isText) return this.#isNil ? 'null' : JSON.stringify(this.#piece);
    if (this.#isNil && this.#members.size === 0 && this.#lists.size === 0) return 'null';
    return this.object;
  }

  /** As a record: always an object. */
  get record(): string {
    return this.shape.isText ? `{${JSON.stringify(this.shape.member)}:${this.json}}` : this.object;
  }

  get object(): string {
    const parts: string[] = [];
    for (const [member, json] of this.#members) parts.push(`${JSON.stringify(member)}:${json}`);
    for (const [member, list] of this.#lists) parts.push(`${JSON.stringify(member)}:[${list.join(',')}]`);
    this.#endPiece();
    if (this.#text !== '')
      parts.push(`${JSON.stringify(this.shape.textMember)}:${JSON.stringify(this.#text)}`);
    return `{${parts.join(',')}}`;
  }

  /** Blanks between elements are layout; beside attributes alone a text is a value, blanks and all. */
  #endPiece(): void {
    const piece = this.shape.children.size === 0 ? this.#piece : this.#piece.trim();
    if (piece.trim() !== '') this.#text += this.#text === '' ? piece : ` ${piece}`;
    this.#piece = '';
  }
}
