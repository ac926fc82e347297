import { Fault } from '../../contract/fault.ts';
import type { SurveyedElement } from '../../core/convert/xml/element-survey.ts';
import { ElementInWork, recordShape, type RecordShape } from '../../core/convert/xml/record-shape.ts';
import type { XmlListener, XmlPosition } from './parse-xml.ts';

export interface XmlRecord {
  readonly line: number;
  readonly json: string;
}

/** A record of more characters is a file whose records were not found. */
const longestRecord = 64 * 1024 * 1024;

/** Makes one JSON object of every record element; everything outside of them is passed over. */
export class RecordListener implements XmlListener {
  records: XmlRecord[] = [];
  /** Where the text is; set by whoever parses. */
  position: XmlPosition = { line: 0 };
  readonly #shape: RecordShape;
  /** Qualified names from the root to the record element. */
  readonly #way: readonly string[];
  readonly #file: string;
  /** How many open elements there are, and how many of them lie on the way. */
  #depth = 0;
  #along = 0;
  #line = 0;
  #length = 0;
  readonly #open: ElementInWork[] = [];

  constructor(element: SurveyedElement, file: string) {
    this.#shape = recordShape(element);
    this.#way = wayTo(element);
    this.#file = file;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    const parent = this.#open.at(-1);
    if (parent !== undefined) {
      const shape = parent.shape.children.get(name);
      // the survey has seen every element; another file stands here now
      if (shape === undefined) throw new Fault('source.changing', { file: this.#file });
      this.#open.push(new ElementInWork(shape, attributes));
      return;
    }
    if (this.#along !== this.#depth - 1 || this.#way[this.#along] !== name) return;
    this.#along += 1;
    if (this.#along < this.#way.length) return;
    this.#line = this.position.line;
    this.#length = 0;
    this.#open.push(new ElementInWork(this.#shape, attributes));
  }

  text(text: string): void {
    const here = this.#open.at(-1);
    if (here === undefined) return;
    this.#length += text.length;
    if (this.#length > longestRecord)
      throw new Fault('format.unsupported', {
        file: this.#file,
        line: this.#line,
        reason: 'one record is longer than 64 million characters',
        suggestion: 'Set options.recordPath to the path of the record element.',
      });
    here.addText(text);
  }

  close(): void {
    const closed = this.#open.pop();
    const parent = this.#open.at(-1);
    if (closed !== undefined && parent !== undefined) parent.add(closed.shape, closed.json);
    else if (closed !== undefined) this.records.push({ line: this.#line, json: closed.record });
    if (this.#along === this.#depth) this.#along -= 1;
    this.#depth -= 1;
  }
}

const wayTo = (element: SurveyedElement): string[] => [
  ...(element.parent === undefined ? [] : wayTo(element.parent)),
  element.name,
];
