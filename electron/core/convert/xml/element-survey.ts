/** What is known of all elements that stand at one path of a file. */
export class SurveyedElement {
  /** With its prefix, as the file writes it. */
  readonly name: string;
  readonly parent: SurveyedElement | undefined;
  readonly children = new Map<string, SurveyedElement>();
  /** Names of its attributes, those of the XML family left out. */
  readonly attributes = new Set<string>();
  count = 0;
  /** It stands more than once in one parent, somewhere in the file. */
  isRepeated = false;
  /** It has text of its own somewhere: beside child elements that is mixed content. */
  hasText = false;
  mixedCount = 0;
  #lastParent = 0;

  constructor(name: string, parent?: SurveyedElement) {
    this.name = name;
    this.parent = parent;
  }

  get localName(): string {
    return withoutPrefix(this.name);
  }

  /** Holds more than a text. */
  get isComplex(): boolean {
    return this.children.size > 0 || this.attributes.size > 0;
  }

  /** From the root, by local names: `/Orders/Order`. */
  get path(): string {
    return `${this.parent?.path ?? ''}/${this.localName}`;
  }

  /** One element more, in the parent that has this number of its own. */
  seen(parentNumber: number): void {
    this.count += 1;
    if (parentNumber === this.#lastParent) this.isRepeated = true;
    this.#lastParent = parentNumber;
  }

  /** The element and all below it, those nearer to it first. */
  *everything(): Generator<SurveyedElement> {
    const queue: SurveyedElement[] = [this];
    for (const element of queue) {
      yield element;
      queue.push(...element.children.values());
    }
  }
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Declarations of namespaces and what schemas say of an element: nothing of the record. */
export const isMarkup = (attribute: string): boolean =>
  attribute === 'xmlns' ||
  /^(?:xmlns:|xml:(?:space|base|id)$)/.test(attribute) ||
  /^[^:]+:(?:nil|type|schemaLocation|noNamespaceSchemaLocation)$/.test(attribute);

/** `xsi:nil="true"`: the element has no value, which is not the empty text. */
export const isNil = (attributes: Readonly<Record<string, string>>): boolean =>
  Object.keys(attributes).some(
    (name) => name.endsWith(':nil') && /^(?:true|1)$/.test(attributes[name] ?? ''),
  );
