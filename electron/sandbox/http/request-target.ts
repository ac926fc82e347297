import { S3Error } from './s3-error.ts';
import { apiPrefix, bucketName } from '../options.ts';

export type Query = Readonly<Record<string, string | string[]>>;

/** Where a request goes, decoded. */
export interface RequestTarget {
  /** The whole decoded path: what the signature is made over. */
  readonly path: string;
  readonly query: Query;
  readonly bucket: string;
  /** Empty for requests to the bucket. */
  readonly key: string;
}

const invalid = (): S3Error => new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw error instanceof URIError ? invalid() : error;
  }
};

/** Takes a raw request target apart. Slashes that hide behind an escape are refused: a key must mean one thing only. */
export const parseRequestTarget = (raw: string): RequestTarget => {
  const [rawPath = '', ...rest] = raw.split('?');
  if (!rawPath.startsWith('/') || /%(2f|5c|00)/i.test(rawPath)) throw invalid();
  const path = decode(rawPath);
  const query = parseQuery(rest.join('?'));
  if (path !== apiPrefix && !path.startsWith(`${apiPrefix}/`)) {
    throw new S3Error(404, 'NoSuchKey', `Unknown path; the endpoint is ${apiPrefix}`);
  }
  const [bucket = '', ...key] = path.slice(apiPrefix.length + 1).split('/');
  return { path, query, bucket, key: key.join('/') };
};

const parseQuery = (text: string): Query => {
  const found = new Map<string, string[]>();
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const split = pair.indexOf('=');
    const name = decode(split < 0 ? pair : pair.slice(0, split));
    const value = split < 0 ? '' : decode(pair.slice(split + 1));
    found.set(name, [...(found.get(name) ?? []), value].sort());
  }
  const entries = [...found].map(
    ([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values] as const,
  );
  // Without a prototype, so that a parameter of any name is only a parameter.
  return Object.assign(Object.create(null) as Record<string, string | string[]>, Object.fromEntries(entries));
};

export const parameter = (query: Query, name: string): string | undefined => {
  const value = query[name];
  return typeof value === 'string' ? value : value?.[0];
};

export const isOurBucket = (target: RequestTarget): boolean => target.bucket === bucketName;
