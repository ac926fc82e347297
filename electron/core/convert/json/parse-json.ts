import { Fault } from '../../../contract/fault.ts';
import { JsonNumber, JsonObject, type JsonValue } from './json-value.ts';

/** Deeper nesting is not data, and could exhaust the stack. */
const DEEPEST = 500;

/**
 * One JSON value by the letter of RFC 8259: numbers keep their digits; a key that stands twice, comments, lone
 * surrogates and anything behind the value are refused. `line` is the file's line in which the text begins.
 */
export const parseJson = (text: string, line: number): JsonValue => {
  const parser = new Parser(text, line);
  return parser.whole();
};

const numberGrammar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A part of a string without escapes and control characters. */
const plainString = /[^"\\\p{Cc}]*/uy;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Parser {
  readonly #text: string;
  readonly #line: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, line: number) {
    this.#text = text;
    this.#line = line;
  }

  whole(): JsonValue {
    const value = this.#value();
    this.#blank();
    if (this.#at < this.#text.length) throw this.#wrong('something stands behind the value');
    return value;
  }

  #blank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 32 || code === 10 || code === 13 || code === 9) this.#at += 1;
      else break;
    }
  }

  #value(): JsonValue {
    this.#blank();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#list();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#wrong('a value is expected');
    this.#at += word.length;
    return value;
  }

  #number(): JsonNumber {
    numberGrammar.lastIndex = this.#at;
    const match = numberGrammar.exec(this.#text)?.[0];
    if (match === undefined) throw this.#wrong(this.#commentHere() ?? 'a value is expected');
    this.#at += match.length;
    const next = this.#text[this.#at];
    if (next !== undefined && /[\w.+-]/.test(next)) throw this.#wrong('a number is malformed');
    return new JsonNumber(match);
  }

  #string(): string {
    const start = this.#at + 1;
    plainString.lastIndex = start;
    const plain = plainString.exec(this.#text)?.[0] ?? '';
    this.#at = start + plain.length;
    if (this.#text[this.#at] === '"') {
      this.#at += 1;
      return this.#whole(plain);
    }
    let value = plain;
    for (;;) {
      const sign = this.#text[this.#at];
      if (sign === '"') {
        this.#at += 1;
        return this.#whole(value);
      }
      if (sign === undefined) throw this.#wrong('a text is not closed');
      if (sign === '\\') value += this.#escape();
      else if (sign < ' ') throw this.#wrong('a control character stands in a text');
      else {
        value += sign;
        this.#at += 1;
      }
      plainString.lastIndex = this.#at;
      const more = plainString.exec(this.#text)?.[0] ?? '';
      value += more;
      this.#at += more.length;
    }
  }

  #escape(): string {
    const kind = this.#text[this.#at + 1] ?? '';
    if (kind === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#wrong('an escape is malformed');
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const sign = escapes[kind];
    if (sign === undefined) throw this.#wrong('an escape is malformed');
    this.#at += 2;
    return sign;
  }

  #whole(value: string): string {
    if (loneSurrogate.test(value)) throw this.#wrong('a text holds half a character (a lone surrogate)');
    return value;
  }

  #object(): JsonObject {
    this.#enter();
    const keys: string[] = [];
    const values: JsonValue[] = [];
    this.#blank();
    if (this.#text[this.#at] === '}') {
      this.#leave();
      return new JsonObject(keys, values);
    }
    // few members are searched faster than they are hashed
    let known: Set<string> | undefined;
    for (;;) {
      this.#blank();
      if (this.#text[this.#at] !== '"')
        throw this.#wrong(this.#commentHere() ?? 'a key in quotes is expected');
      const key = this.#string();
      if (known === undefined && keys.length >= 16) known = new Set(keys);
      if (known === undefined ? keys.includes(key) : known.has(key)) {
        throw new Fault('json.duplicateKey', { column: key, line: this.#lineHere() });
      }
      known?.add(key);
      this.#blank();
      if (this.#text[this.#at] !== ':') throw this.#wrong('a colon is expected');
      this.#at += 1;
      keys.push(key);
      values.push(this.#value());
      this.#blank();
      const sign = this.#text[this.#at];
      if (sign === ',') this.#at += 1;
      else if (sign === '}') break;
      else throw this.#wrong(this.#commentHere() ?? 'a comma or } is expected');
    }
    this.#leave();
    return new JsonObject(keys, values);
  }

  #list(): JsonValue[] {
    this.#enter();
    const values: JsonValue[] = [];
    this.#blank();
    if (this.#text[this.#at] === ']') {
      this.#leave();
      return values;
    }
    for (;;) {
      values.push(this.#value());
      this.#blank();
      const sign = this.#text[this.#at];
      if (sign === ',') this.#at += 1;
      else if (sign === ']') break;
      else throw this.#wrong(this.#commentHere() ?? 'a comma or ] is expected');
    }
    this.#leave();
    return values;
  }

  #enter(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#wrong(`nested deeper than ${DEEPEST} levels`);
  }

  #leave(): void {
    this.#at += 1;
    this.#depth -= 1;
  }

  #commentHere(): string | undefined {
    const sign = this.#text.slice(this.#at, this.#at + 2);
    return sign === '//' || sign === '/*' || sign.startsWith('#') ? 'comments are not JSON' : undefined;
  }

  #lineHere(): number {
    return this.#line + (this.#text.slice(0, this.#at).split('\n').length - 1);
  }

  #wrong(reason: string): Fault {
    const before = this.#text.lastIndexOf('\n', this.#at - 1);
    return new Fault('json.invalid', {
      line: this.#lineHere(),
      reason: `${reason} in line ${this.#lineHere()}, place ${this.#at - before}`,
    });
  }
}
