import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  endingKind,
  headBytes,
  JsonNesting,
  mayShowEnd,
  tailBytes,
  tailClosed,
} from '../../../electron/core/settle/ending.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** What the end of a whole file's bytes says, as the reader would ask it. */
const closed = (name: string, content: Uint8Array): boolean => {
  const head = content.subarray(0, headBytes);
  const kind = endingKind(name, head);
  return tailClosed(kind, head, content.subarray(Math.max(0, content.length - tailBytes(kind))));
};

/** A ZIP of one entry, as small as it can be, with a comment. */
const zip = (comment = ''): Uint8Array => {
  const packed = deflateRawSync('a,b\n1,2\n');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([local, packed, end, bytes(comment)]);
};

describe('which end a file should have', () => {
  it.each([
    ['PAR1....', 'parquet'],
    ['PK\x03\x04rest', 'zip'],
    ['\x1f\x8b\x08', 'gzip'],
    ['\u00ef\u00bb\u00bf\r\n [1]', 'json'],
    ['{"a":1}', 'json'],
    ['<?xml version="1.0"?>\n<!-- <no> -->\n<orders>', 'xml'],
    ['<!DOCTYPE x [<!ELEMENT a ANY>]><orders>', 'xml'],
    ['a;b;c\n1;2;3', 'none'],
    ['', 'none'],
  ])('%j is %s', (text, kind) => {
    expect(endingKind('export', bytes(text))).toBe(kind);
  });

  it('a file that does not begin as its name says is nobody to wait for', () => {
    expect(endingKind('a.parquet', bytes('hello, world'))).toBe('none');
    expect(endingKind('a.xlsx', bytes('<html>'))).toBe('none');
  });

  it('space that was reserved and not filled yet has no end', () => {
    expect(endingKind('a.parquet', new Uint8Array(4_096))).toBe('unfilled');
    expect(closed('a.zip', new Uint8Array(4_096))).toBe(false);
  });

  it('delimited text need not be opened', () => {
    expect(['a.csv', 'A.TXT', 'b.tsv'].some(mayShowEnd)).toBe(false);
    expect(['a.json', 'a.csv.gz', 'a', 'a.xml'].every(mayShowEnd)).toBe(true);
  });
});

describe('the end', () => {
  it('of Parquet is its footer, plain or encrypted', () => {
    expect(closed('a', bytes('PAR1datadataPAR1'))).toBe(true);
    expect(closed('a', bytes('PAR1datadataPARE'))).toBe(true);
    expect(closed('a', bytes('PAR1datadata'))).toBe(false);
    expect(closed('a', bytes('PAR1'))).toBe(false);
  });

  it('of ZIP is its directory, also behind a comment, and not a piece of it', () => {
    expect(closed('a', zip())).toBe(true);
    expect(closed('a', zip('c'.repeat(65_535)))).toBe(true);
    expect(closed('a', zip().subarray(0, -1))).toBe(false);
    expect(closed('a', zip('comment').subarray(0, -3))).toBe(false);
  });

  it('of JSON is the bracket that closes the first one', () => {
    expect(closed('a', bytes('[{"a":1}]\n\n'))).toBe(true);
    expect(closed('a', bytes('[{"a":1},\n{"a":2}'))).toBe(false);
    expect(closed('a', bytes('{"a":1}\n{"a":2}\n'))).toBe(true);
    expect(closed('a', bytes('{"a":1}\n{"a":'))).toBe(false);
  });

  it('of XML is the closing tag of its root', () => {
    expect(closed('a', bytes('<log><a/></log>\n'))).toBe(true);
    expect(closed('a', bytes('<log><a/></log><!-- end -->\n'))).toBe(true);
    expect(closed('a', bytes('<empty/>'))).toBe(true);
    expect(closed('a', bytes('<log><a></a>'))).toBe(false);
    expect(closed('a', bytes('<log><a></a></lo'))).toBe(false);
    expect(closed('a', bytes('<?xml version="1.0"?><log><a/>'))).toBe(false);
    expect(closed('a', bytes(`<log>${'<a/>'.repeat(5_000)}`))).toBe(false);
    expect(closed('a', bytes(`<log>${'<a/>'.repeat(5_000)}</log >`))).toBe(true);
  });
});

describe('brackets of JSON', () => {
  const nesting = (text: string, step = text.length): boolean => {
    const follows = new JsonNesting();
    for (let at = 0; at < text.length; at += Math.max(1, step))
      follows.feed(bytes(text.slice(at, at + step)));
    return follows.closed;
  };

  it('see a wrapped array that only seems to be closed', () => {
    expect(nesting('{"result":[{"a":1},{"a":2}')).toBe(false);
    expect(nesting('{"result":[{"a":1},{"a":2}]}')).toBe(true);
  });

  it('in texts do not count, nor do escaped quotes end a text', () => {
    expect(nesting('{"a":"}]\\"}"}', 1)).toBe(true);
    expect(nesting('{"a":"\\\\"}', 1)).toBe(true);
    expect(nesting('{"a":"not ended', 1)).toBe(false);
  });

  it('closed too often are damage, and no reason to wait', () => {
    expect(nesting('{"a":1}}')).toBe(true);
  });
});
