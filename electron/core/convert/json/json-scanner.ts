import { Fault } from '../../../contract/fault.ts';

export type JsonKind = 'object' | 'list' | 'scalar';
export interface Captured {
  readonly kind: JsonKind;
  readonly text: string;
  /** 1-based line in which it begins. */
  readonly line: number;
}

/** Where the scanner stands: the keys (and `[]` for lists) that lead to the value at hand. */
export type JsonPath = readonly string[];

export interface ScanPlan {
  /** Whether to look into an object or list at a path; its values are otherwise captured whole. */
  descend(path: JsonPath, kind: 'object' | 'list'): boolean;
  captured(path: JsonPath, value: Captured): void;
  /** A container that was looked into begins. */
  entered?(path: JsonPath, kind: 'object' | 'list'): void;
}

/** A single value beyond this many characters is not a record. */
const LONGEST_VALUE = 256 * 1024 ** 2;

type Expecting = 'value' | 'firstValueOrEnd' | 'key' | 'firstKeyOrEnd' | 'colon' | 'commaOrEnd' | 'top';

/**
 * Finds the values of a JSON text that arrives in pieces: what stands between them is checked to the letter, and the
 * values themselves are handed on as text, to be parsed strictly by `parseJson`. Several values after each other
 * (NDJSON, concatenated) are several values with an empty path.
 */
export class JsonScanner {
  readonly #plan: ScanPlan;
  readonly #frames: ('object' | 'list')[] = [];
  readonly #path: string[] = [];
  #expecting: Expecting = 'top';
  #buffer = '';
  #at = 0;
  #line = 1;
  /** Of a container that is captured: how deep, and where the search goes on. */
  #depth = 0;
  #searchedTo = 0;

  constructor(plan: ScanPlan) {
    this.#plan = plan;
  }

  push(text: string): void {
    this.#buffer = this.#at === 0 ? this.#buffer + text : this.#buffer.slice(this.#at) + text;
    this.#searchedTo -= this.#at;
    this.#at = 0;
    this.#scan(false);
  }

  end(): void {
    this.#scan(true);
    if (this.#frames.length > 0 || this.#at < this.#buffer.length)
      throw this.#wrong('the text ends too early');
  }

  #scan(last: boolean): void {
    for (;;) {
      this.#blank();
      if (this.#at >= this.#buffer.length) return;
      const went = this.#step(last);
      if (!went) {
        if (last) throw this.#wrong('the text ends too early');
        if (this.#buffer.length - this.#at > LONGEST_VALUE)
          throw this.#wrong('a single value is larger than 256 MB');
        return;
      }
    }
  }

  #blank(): void {
    for (;;) {
      const code = this.#buffer.charCodeAt(this.#at);
      if (code === 10) this.#line += 1;
      // a record separator stands before the texts of a JSON sequence (RFC 7464)
      else if (code !== 32 && code !== 13 && code !== 9 && !(code === 30 && this.#frames.length === 0))
        return;
      this.#at += 1;
    }
  }

  /** One token or captured value; false where the buffer does not hold all of it. */
  #step(last: boolean): boolean {
    const sign = this.#buffer.charAt(this.#at);
    switch (this.#expecting) {
      case 'colon':
        if (sign !== ':') throw this.#wrong('a colon is expected');
        this.#at += 1;
        this.#expecting = 'value';
        return true;
      case 'commaOrEnd':
        return this.#commaOrEnd(sign);
      case 'key':
      case 'firstKeyOrEnd':
        if (sign === '}' && this.#expecting === 'firstKeyOrEnd') return this.#close();
        return this.#key(sign);
      case 'firstValueOrEnd':
        if (sign === ']') return this.#close();
        return this.#value(sign, last);
      default:
        return this.#value(sign, last);
    }
  }

  #commaOrEnd(sign: string): boolean {
    const frame = this.#frames[this.#frames.length - 1];
    if (sign === ',') {
      this.#at += 1;
      this.#expecting = frame === 'object' ? 'key' : 'value';
      return true;
    }
    if (sign !== (frame === 'object' ? '}' : ']'))
      throw this.#wrong(this.#comment() ?? 'a comma or the end is expected');
    return this.#close();
  }

  #close(): boolean {
    this.#at += 1;
    this.#frames.pop();
    this.#path.pop();
    this.#afterValue();
    return true;
  }

  #afterValue(): void {
    this.#expecting = this.#frames.length === 0 ? 'top' : 'commaOrEnd';
  }

  #key(sign: string): boolean {
    if (sign !== '"') throw this.#wrong(this.#comment() ?? 'a key in quotes is expected');
    const end = closingQuote(this.#buffer, this.#at + 1);
    if (end < 0) return false;
    const text = this.#buffer.slice(this.#at, end + 1);
    try {
      this.#path[this.#path.length - 1] = String(JSON.parse(text));
    } catch {
      throw this.#wrong('a key is malformed');
    }
    this.#at = end + 1;
    this.#expecting = 'colon';
    return true;
  }

  #value(sign: string, last: boolean): boolean {
    if (sign === '{' || sign === '[') {
      const kind = sign === '{' ? 'object' : 'list';
      if (this.#depth === 0 && this.#plan.descend(this.#path, kind)) {
        this.#plan.entered?.(this.#path, kind);
        this.#at += 1;
        this.#frames.push(kind);
        // an object's step in the path is the key at hand
        this.#path.push(kind === 'list' ? '[]' : '');
        this.#expecting = kind === 'object' ? 'firstKeyOrEnd' : 'firstValueOrEnd';
        return true;
      }
      const end = this.#containerEnd();
      return end < 0 ? false : this.#capture(kind, end);
    }
    if (sign === '"') {
      const end = closingQuote(this.#buffer, this.#at + 1);
      return end < 0 ? false : this.#capture('scalar', end + 1);
    }
    const rest = /[\s,\]}:"[{]/g;
    rest.lastIndex = this.#at + 1;
    const found = rest.exec(this.#buffer);
    if (found === null && !last) return false;
    const comment = this.#comment();
    if (comment !== undefined) throw this.#wrong(comment);
    if (/[,\]}:]/.test(sign)) throw this.#wrong('a value is expected');
    return this.#capture('scalar', found?.index ?? this.#buffer.length);
  }

  #capture(kind: JsonKind, end: number): boolean {
    const text = this.#buffer.slice(this.#at, end);
    this.#plan.captured(this.#path, { kind, text, line: this.#line });
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#line += 1;
    this.#at = end;
    this.#depth = 0;
    this.#searchedTo = 0;
    this.#afterValue();
    return true;
  }

  /** The place behind the container that begins here; -1 where the buffer does not hold it. */
  #containerEnd(): number {
    const buffer = this.#buffer;
    let depth = this.#depth;
    let at = Math.max(this.#searchedTo, this.#at);
    while (at < buffer.length) {
      const code = buffer.charCodeAt(at);
      if (code === 34) {
        const end = closingQuote(buffer, at + 1);
        if (end < 0) break;
        at = end + 1;
        continue;
      }
      if (code === 123 || code === 91) depth += 1;
      else if (code === 125 || code === 93) {
        depth -= 1;
        if (depth === 0) return at + 1;
      }
      at += 1;
    }
    this.#depth = depth;
    this.#searchedTo = at;
    return -1;
  }

  #comment(): string | undefined {
    const sign = this.#buffer.slice(this.#at, this.#at + 2);
    return sign === '//' || sign === '/*' || sign.startsWith('#') ? 'comments are not JSON' : undefined;
  }

  #wrong(reason: string): Fault {
    return new Fault('json.invalid', { line: this.#line, reason: `${reason} in line ${this.#line}` });
  }
}

/** The place of the quote that closes a text; -1 where it has not arrived. */
const closingQuote = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (before > from && text.charCodeAt(before - 1) === 92) before -= 1;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
};
