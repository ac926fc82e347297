import { Fault } from '../../contract/fault.ts';
import { isMarkup, SurveyedElement } from '../../core/convert/xml/element-survey.ts';
import type { ReadRequest } from '../reading.ts';
import { XmlParser, type XmlListener } from './parse-xml.ts';
import { xmlText } from './xml-text.ts';

/** A file whose element names are data has no columns. */
const mostElements = 20_000;

export interface Survey {
  readonly root: SurveyedElement;
  readonly encoding: string;
  readonly hasDocumentType: boolean;
}

/** Reads the whole file once, to know which elements there are, which repeat and which hold texts. */
export const surveyXml = async (request: ReadRequest): Promise<Survey> => {
  const { name, signal } = request;
  const surveyor = new Surveyor(name);
  const parser = new XmlParser({ name, listener: surveyor });
  const { encoding, text } = await xmlText(request);
  for await (const piece of text) {
    signal.throwIfAborted();
    parser.write(piece);
  }
  parser.end();
  if (surveyor.root === undefined) throw new Fault('xml.noRecords', { file: name });
  return { root: surveyor.root, encoding, hasDocumentType: parser.hasDocumentType };
};

class Surveyor implements XmlListener {
  root: SurveyedElement | undefined;
  readonly #file: string;
  /** The open elements, each with its number in the file and whether it had text and elements. */
  readonly #open: { element: SurveyedElement; number: number; hasText: boolean; hasElements: boolean }[] = [];
  #number = 0;
  #elements = 0;

  constructor(file: string) {
    this.#file = file;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.hasElements = true;
    const element = this.#element(name, parent?.element);
    element.seen(parent?.number ?? 0);
    for (const attribute in attributes) if (!isMarkup(attribute)) element.attributes.add(attribute);
    this.#number += 1;
    this.#open.push({ element, number: this.#number, hasText: false, hasElements: false });
  }

  text(text: string): void {
    const here = this.#open.at(-1);
    if (here !== undefined && !here.hasText && text.trim() !== '') here.hasText = true;
  }

  close(): void {
    const closed = this.#open.pop();
    if (closed === undefined || !closed.hasText) return;
    closed.element.hasText = true;
    if (closed.hasElements) closed.element.mixedCount += 1;
  }

  #element(name: string, parent: SurveyedElement | undefined): SurveyedElement {
    const known = parent === undefined ? this.root : parent.children.get(name);
    if (known !== undefined) return known;
    this.#elements += 1;
    if (this.#elements > mostElements)
      throw new Fault('format.unsupported', {
        file: this.#file,
        limit: mostElements,
        reason: `it has more than ${mostElements} different elements`,
      });
    const element = new SurveyedElement(name, parent);
    if (parent === undefined) this.root = element;
    else parent.children.set(name, element);
    return element;
  }
}
