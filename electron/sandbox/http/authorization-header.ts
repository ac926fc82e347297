import { S3Error } from './s3-error.ts';

/** What the `Authorization` header of Signature V4 says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** yyyyMMdd */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** Names of headers, in lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

export const malformed = (detail = '', facts: Readonly<Record<string, string>> = {}): S3Error =>
  new S3Error(
    400,
    'AuthorizationHeaderMalformed',
    `The authorization header is malformed${detail === '' ? '.' : `; ${detail}`}`,
    facts,
  );

/** Reads the header; the pieces may stand with or without blanks after their commas. */
export const parseAuthorization = (header: string): Authorization => {
  if (!header.startsWith(`${algorithm} `)) {
    throw new S3Error(
      400,
      'InvalidRequest',
      `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`,
    );
  }
  const fields = new Map<string, string>();
  for (const piece of header.slice(algorithm.length + 1).split(',')) {
    const [name = '', ...value] = piece.trim().split('=');
    fields.set(name, value.join('='));
  }
  // An access key id may hold slashes, so the scope is read from its end.
  const credential = (fields.get('Credential') ?? '').split('/');
  const [day = '', region = '', service = '', terminator = ''] = credential.slice(-4);
  const accessKeyId = credential.slice(0, -4).join('/');
  const signature = fields.get('Signature') ?? '';
  const signedHeaders = (fields.get('SignedHeaders') ?? '')
    .split(';')
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());
  if (
    terminator !== 'aws4_request' ||
    accessKeyId === '' ||
    signature === '' ||
    !signedHeaders.includes('host')
  ) {
    throw malformed();
  }
  return { accessKeyId, day, region, service, signedHeaders, signature };
};
