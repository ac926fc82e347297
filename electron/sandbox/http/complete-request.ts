import { SaxesParser } from 'saxes';
import { S3Error } from './s3-error.ts';

export interface NamedPart {
  readonly number: number;
  /** Without its quotes. */
  readonly etag: string;
}

const malformed = (): S3Error =>
  new S3Error(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

/** Reads the body of CompleteMultipartUpload: which parts make up the object, in the order given. */
export const parseCompleteRequest = (document: string): readonly NamedPart[] => {
  const parts: NamedPart[] = [];
  const open: string[] = [];
  let fields: Record<string, string> = {};
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => {
    throw malformed();
  });
  parser.on('doctype', () => {
    throw malformed();
  });
  parser.on('opentag', ({ name }) => {
    open.push(name);
    if (open.length === 1 && name !== 'CompleteMultipartUpload') throw malformed();
    if (open.length === 2 && name === 'Part') fields = {};
  });
  parser.on('text', (text) => {
    const name = open.at(-1);
    if (open.length === 3 && name !== undefined) fields[name] = (fields[name] ?? '') + text;
  });
  parser.on('closetag', ({ name }) => {
    if (open.length === 2 && name === 'Part') parts.push(partOf(fields));
    open.pop();
  });
  parser.write(document).close();
  if (parts.length === 0) throw malformed();
  return parts;
};

const partOf = (fields: Readonly<Record<string, string>>): NamedPart => {
  const number = (fields['PartNumber'] ?? '').trim();
  const etag = (fields['ETag'] ?? '').trim().replaceAll('"', '');
  if (!/^\d{1,5}$/.test(number) || etag === '') throw malformed();
  return { number: Number(number), etag };
};
