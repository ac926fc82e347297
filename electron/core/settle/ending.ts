/** Formats whose last bytes tell whether a file is complete. */
export type EndingKind = 'parquet' | 'zip' | 'gzip' | 'json' | 'xml' | 'unfilled' | 'none';

/** How many bytes `endingKind` and `tailClosed` want to see. A ZIP's last record may be followed by 64 KiB of comment. */
export const headBytes = 4_096;
export const tailBytes = (kind: EndingKind): number => (kind === 'zip' ? 22 + 65_535 : 4_096);

const latin1 = new TextDecoder('latin1');
const binaryName = /\.(parquet|pq|zip|xlsx|xlsm|gz|avro)$/i;
const plainName = /\.(csv|tsv|tab|txt|psv|dat)$/i;

/** Line-by-line text has no end that could be seen: such a file need not be opened. */
export const mayShowEnd = (name: string): boolean => !plainName.test(name);

const startsWith = (bytes: Uint8Array, ...values: number[]): boolean =>
  values.every((value, index) => bytes[index] === value);

/**
 * What end a file should have, by its first bytes; a file whose beginning is not its format's is nobody's to wait for.
 * `unfilled`: only zeros so far, as copying programs leave them that reserve the space first.
 */
export const endingKind = (name: string, head: Uint8Array): EndingKind => {
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return 'parquet';
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip';
  if (binaryName.test(name)) return head.length > 0 && head.every((byte) => byte === 0) ? 'unfilled' : 'none';
  const text = textOf(head);
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return rootElement(text) === undefined ? 'none' : 'xml';
};

/** Text as the bytes have it, from its first visible character. */
const textOf = (bytes: Uint8Array): string =>
  latin1
    .decode(bytes)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();

/** What comes after declaration, comments and document type. */
const pastProlog = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '').replace(/<!DOCTYPE[^>[]*(\[[\s\S]*?\]\s*)?>/i, '');

/** The name of the first element. */
const rootElement = (text: string): string | undefined =>
  text.startsWith('<') ? /<([A-Za-z_][\w.:-]*)/.exec(pastProlog(text))?.[1] : undefined;

const xmlClosed = (head: Uint8Array, tail: Uint8Array): boolean => {
  const text = textOf(head);
  // a root without content is all there is
  if (head.length < headBytes && /^\s*<[^<>]*\/>\s*$/.test(pastProlog(text))) return true;
  const end = latin1.decode(tail).trimEnd();
  return end.endsWith('>') && end.includes(`</${rootElement(text)}`);
};

const lastVisible = (bytes: Uint8Array): number | undefined => bytes.findLast((byte) => byte > 0x20);

/** Whether the last record of a ZIP stands in the tail, with a comment that reaches exactly to the file's end. */
const zipClosed = (tail: Uint8Array): boolean => {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (!startsWith(tail.subarray(at, at + 4), 0x50, 0x4b, 0x05, 0x06)) continue;
    const comment = (tail[at + 20] ?? 0) | ((tail[at + 21] ?? 0) << 8);
    if (at + 22 + comment === tail.length) return true;
  }
  return false;
};

/** Whether the end is there, as far as head and tail show it. A gzip stream has to be read whole; see the reader. */
export const tailClosed = (kind: EndingKind, head: Uint8Array, tail: Uint8Array): boolean => {
  switch (kind) {
    case 'parquet': {
      // what begins and ends with the same four bytes may be four bytes long
      const end = latin1.decode(tail.subarray(-4));
      return tail.length >= 12 && (end === 'PAR1' || end === 'PARE');
    }
    case 'zip':
      return zipClosed(tail);
    case 'json': {
      const first = head.find((byte) => byte === 0x7b || byte === 0x5b);
      return lastVisible(tail) === (first === 0x7b ? 0x7d : 0x5d);
    }
    case 'xml':
      return xmlClosed(head, tail);
    case 'unfilled':
      return false;
    case 'gzip':
    case 'none':
      return true;
  }
};

/** Follows the brackets of JSON, or of JSON lines, through a file's bytes. */
export class JsonNesting {
  #depth = 0;
  #inText = false;
  #escaped = false;

  feed(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === 0x5c) this.#escaped = true;
        else if (byte === 0x22) this.#inText = false;
      } else if (byte === 0x22) this.#inText = true;
      else if (byte === 0x7b || byte === 0x5b) this.#depth += 1;
      else if (byte === 0x7d || byte === 0x5d) this.#depth -= 1;
    }
  }

  /** More closed than opened is damage, and no reason to wait. */
  get closed(): boolean {
    return this.#depth <= 0 && !this.#inText;
  }
}
