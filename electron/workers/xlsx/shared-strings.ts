import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { withoutEscapes } from '../../core/convert/xlsx/text-escapes.ts';
import { localName, type XmlListener } from '../xml/parse-xml.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { readPart, type Package } from './part.ts';

/** Characters that are held in memory; what comes later goes to a file. */
const inMemory = 16 * 1024 * 1024;
/** What one text costs beyond its characters. */
const overhead = 40;
const pageBytes = 64 * 1024;
const mostPages = 128;

/** The texts of a workbook by number: the first ones in memory, the rest in a temporary file. */
export class SharedStrings implements Disposable {
  readonly #texts: string[] = [];
  #held = 0;
  readonly #folder: string;
  readonly #limit: number;
  #file: number | undefined;
  /** Where each text of the file ends. */
  #ends = new Float64Array(1024);
  #stored = 0;
  #buffer = '';
  #written = 0;
  readonly #pages = new Map<number, Buffer>();

  constructor(folder: string, limit = inMemory) {
    this.#folder = folder;
    this.#limit = limit;
  }

  get length(): number {
    return this.#texts.length + this.#stored;
  }

  add(text: string): void {
    this.#held += text.length + overhead;
    if (this.#held <= this.#limit) {
      this.#texts.push(text);
      return;
    }
    this.#buffer += text;
    if (this.#stored === this.#ends.length) {
      const grown = new Float64Array(this.#ends.length * 2);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    // UTF-16, so that positions are known without encoding and any text comes back as it was
    this.#ends[this.#stored] = this.#written + this.#buffer.length * 2;
    this.#stored += 1;
    if (this.#buffer.length > 1_000_000) this.#flush();
  }

  at(index: number): string | undefined {
    if (index < this.#texts.length) return this.#texts[index];
    const stored = index - this.#texts.length;
    const end = stored < this.#stored ? this.#ends[stored] : undefined;
    if (end === undefined) return undefined;
    this.#flush();
    return this.#read(stored === 0 ? 0 : (this.#ends[stored - 1] ?? 0), end);
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #flush(): void {
    if (this.#buffer === '') return;
    this.#file ??= openSync(join(this.#folder, 'shared-strings'), 'wx+');
    const bytes = Buffer.from(this.#buffer, 'utf16le');
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    this.#written += bytes.length;
    this.#buffer = '';
  }

  #read(start: number, end: number): string {
    const first = Math.floor(start / pageBytes);
    const last = Math.floor(Math.max(start, end - 1) / pageBytes);
    if (first === last) {
      const from = first * pageBytes;
      return this.#page(first).toString('utf16le', start - from, end - from);
    }
    const bytes = Buffer.alloc(end - start);
    if (this.#file !== undefined) readSync(this.#file, bytes, 0, bytes.length, start);
    return bytes.toString('utf16le');
  }

  /** Texts are numbered in the order in which cells use them: the page of the last one mostly has the next. */
  #page(number: number): Buffer {
    const held = this.#pages.get(number);
    if (held !== undefined) return held;
    const page = Buffer.alloc(pageBytes);
    if (this.#file !== undefined) readSync(this.#file, page, 0, pageBytes, number * pageBytes);
    const oldest = this.#pages.keys().next();
    if (this.#pages.size >= mostPages && oldest.done === false) this.#pages.delete(oldest.value);
    this.#pages.set(number, page);
    return page;
  }
}

/** Reads `sharedStrings.xml`. Rich text is joined; phonetic readings above the text are not part of it. */
export const readSharedStrings = async (
  file: Package,
  part: ZipEntry | undefined,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<SharedStrings> => {
  const strings = new SharedStrings(folder);
  if (part === undefined) return strings;
  const rich = new RichText();
  const listener: XmlListener = {
    open: (name) => {
      const element = localName(name);
      if (element === 'si') rich.begin();
      else rich.open(element);
    },
    text: (text) => rich.add(text),
    close: (name) => {
      const element = localName(name);
      if (element === 'si') strings.add(withoutEscapes(rich.text));
      else rich.close(element);
    },
  };
  try {
    await readPart(file, part, listener, { onBytes });
  } catch (error) {
    strings[Symbol.dispose]();
    throw error instanceof RangeError
      ? new Fault('format.unsupported', { file: file.name, reason: 'its texts are too long' })
      : error;
  }
  return strings;
};

/** Joins the `t` elements of a text, but for those of phonetic runs. */
export class RichText {
  #text = '';
  #inPhonetic = false;
  #inText = false;

  begin(): void {
    this.#text = '';
    this.#inPhonetic = false;
    this.#inText = false;
  }

  open(element: string): void {
    if (element === 'rPh') this.#inPhonetic = true;
    else if (element === 't') this.#inText = !this.#inPhonetic;
  }

  close(element: string): void {
    if (element === 'rPh') this.#inPhonetic = false;
    else if (element === 't') this.#inText = false;
  }

  add(text: string): void {
    if (this.#inText) this.#text += text;
  }

  get text(): string {
    return this.#text;
  }
}
