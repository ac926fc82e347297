import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Fault } from '../../contract/fault.ts';

/** What a reader of one XML vocabulary does with its elements. Names keep their prefix; `localName` takes it off. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close(name: string): void;
}

export interface XmlPosition {
  /** 1-based line of the text that is being read. */
  readonly line: number;
}

export interface XmlParsing {
  /** The name that faults show. */
  readonly name: string;
  readonly listener: XmlListener;
  /** Lines are counted for people; a part of a workbook has none that matter. */
  readonly lines?: boolean;
}

/** Deeper than any export; a parser or a database that follows it runs out of stack. */
const deepest = 200;
/** A single text, comment or attribute of more characters is refused rather than held. */
const longestToken = 64 * 1024 * 1024;
/** Where the root element has not begun by then, there is none. */
const longestProlog = 1024 * 1024;

/**
 * Feeds XML text to a listener, chunk by chunk. Anything that is not well-formed is `format.damaged` with its line; a
 * document type that declares anything, and with it every entity that a file could define, is `xml.forbidden`.
 */
export class XmlParser implements XmlPosition {
  readonly #parser: SaxesParser<{ xmlns: false }>;
  readonly #name: string;
  readonly #lines: boolean;
  /** A document type is named, and nothing is declared in it. */
  hasDocumentType = false;
  #depth = 0;
  #begun = false;
  #sinceEvent = 0;
  #fed = 0;

  constructor({ name, listener, lines = true }: XmlParsing) {
    this.#name = name;
    this.#lines = lines;
    const parser = new SaxesParser({ xmlns: false, position: lines });
    this.#parser = parser;
    parser.on('doctype', (declaration) => {
      // without declarations of its own it only names a file, which is never read
      if (declaration.includes('[')) throw this.#forbidden();
      this.hasDocumentType = true;
    });
    parser.on('opentag', (tag: SaxesTagPlain) => {
      this.#begun = true;
      this.#sinceEvent = 0;
      this.#depth += 1;
      if (this.#depth > deepest)
        throw this.#fault('format.unsupported', `elements nest more than ${deepest} deep`);
      listener.open(tag.name, tag.attributes);
    });
    parser.on('closetag', (tag: SaxesTagPlain) => {
      this.#sinceEvent = 0;
      this.#depth -= 1;
      listener.close(tag.name);
    });
    const onText = (text: string) => {
      this.#sinceEvent = 0;
      listener.text?.(text);
    };
    parser.on('text', onText);
    parser.on('cdata', onText);
  }

  get line(): number {
    return this.#parser.line;
  }

  write(text: string): void {
    this.#sinceEvent += text.length;
    this.#fed += text.length;
    this.#guard(() => this.#parser.write(text));
    if (!this.#begun && this.#fed > longestProlog)
      throw this.#fault('format.damaged', 'no element begins in it');
    if (this.#sinceEvent > longestToken)
      throw this.#fault('format.unsupported', 'a single text is longer than 64 million characters');
  }

  /** To be called once, after the last chunk. */
  end(): void {
    this.#guard(() => this.#parser.close());
  }

  #guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (error instanceof RangeError) throw this.#fault('format.unsupported', 'a single text is too long');
      const reason =
        error instanceof Error ? error.message.replace(/^(undefined:)?\d+:\d+: /, '') : String(error);
      throw this.#fault(
        'format.damaged',
        /^unclosed tag|^unexpected end|contain a root/.test(reason) ? 'the XML ends too early' : reason,
        error,
      );
    }
  }

  #forbidden(): Fault {
    return this.#fault('xml.forbidden', 'declarations inside the document type');
  }

  #fault(
    code: 'format.damaged' | 'format.unsupported' | 'xml.forbidden',
    reason: string,
    cause?: unknown,
  ): Fault {
    return new Fault(
      code,
      { file: this.#name, ...(this.#lines ? { line: this.line } : {}), reason },
      { cause },
    );
  }
}

/** A name without its namespace prefix. */
export const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};
