import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { createScope, getSigningKey, SignatureV4 } from '@smithy/signature-v4';
import type { RunningSandbox } from '../../../electron/sandbox/index.ts';
import { connection } from './sandbox-fixture.ts';

/** Where a sandbox listens. */
export type Reached = Pick<RunningSandbox, 'endpoint' | 'port'>;

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
  /** S3's code, where the answer is an error document. */
  readonly code: string | undefined;
}

export interface Asked {
  readonly method?: string;
  /** The key, unescaped. */
  readonly key?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  /** What `x-amz-content-sha256` says; by default the hash of the body. */
  readonly payload?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly region?: string;
  readonly date?: Date;
  /** Changes the request after it was signed. */
  readonly tamper?: (sent: { path: string; headers: Record<string, string>; body: Buffer }) => void;
}

export const keyOf = (table: string, file = 'a.parquet', id = connection.connectionId): string =>
  `connection/${id}/${table}/${file}`;

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Signs a request and its headers; the body is sent as given. */
export const sign = async (sandbox: Reached, asked: Asked) => {
  const url = new URL(sandbox.endpoint);
  const body = asked.body ?? Buffer.alloc(0);
  const signer = new SignatureV4({
    service: 's3',
    region: asked.region ?? 'eu-central-1',
    uriEscapePath: false,
    applyChecksum: false,
    sha256: Sha256,
    credentials: {
      accessKeyId: asked.accessKeyId ?? connection.accessKeyId,
      secretAccessKey: asked.secretAccessKey ?? connection.secretAccessKey,
    },
  });
  const key = (asked.key ?? keyOf('order')).split('/').map(encodeURIComponent).join('/');
  const signed = await signer.sign(
    new HttpRequest({
      method: asked.method ?? 'PUT',
      protocol: 'http:',
      hostname: url.hostname,
      port: Number(url.port),
      path: `${url.pathname}/continuous/${key}`,
      query: asked.query ?? {},
      headers: {
        host: url.host,
        'content-length': String(body.length),
        'x-amz-content-sha256': asked.payload ?? sha256(body),
        ...asked.headers,
      },
    }),
    { signingDate: asked.date ?? new Date() },
  );
  const query = new URLSearchParams(asked.query ?? {}).toString();
  return { path: `${signed.path}${query === '' ? '' : `?${query}`}`, headers: { ...signed.headers }, body };
};

/** Sends a signed request and reads the answer. */
export const send = async (sandbox: Reached, asked: Asked): Promise<Answer> => {
  const sent = await sign(sandbox, asked);
  asked.tamper?.(sent);
  return sendRaw(sandbox, asked.method ?? 'PUT', sent.path, sent.headers, sent.body);
};

export const sendRaw = (
  sandbox: Reached,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer = Buffer.alloc(0),
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: sandbox.port, method, path, headers, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8');
          const code = /<Code>(.*?)<\/Code>/.exec(text)?.[1];
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, code });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });

export interface ChunkOptions {
  readonly signed: boolean;
  /** Trailing headers; `undefined`: the mode without them. */
  readonly trailers?: Record<string, string>;
  readonly chunkSize?: number;
  readonly corrupt?: (wire: Buffer) => Buffer;
}

/** A PUT in one of the aws-chunked modes, its chunks signed as AWS documents it. */
export const sendChunked = async (
  sandbox: Reached,
  key: string,
  body: Buffer,
  { signed, trailers, chunkSize = 64 * 1024, corrupt = (wire) => wire }: ChunkOptions,
): Promise<Answer> => {
  const date = new Date();
  const stamp = date.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = stamp.slice(0, 8);
  const credentials = { accessKeyId: connection.accessKeyId, secretAccessKey: connection.secretAccessKey };
  const signingKey = await getSigningKey(Sha256, credentials, day, 'eu-central-1', 's3');
  const scope = createScope(day, 'eu-central-1', 's3');
  const suffix = trailers === undefined ? '' : '-TRAILER';
  const payload = signed
    ? `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${suffix}`
    : 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += chunkSize) chunks.push(body.subarray(at, at + chunkSize));
  chunks.push(Buffer.alloc(0));
  const framed = (seed: string): Buffer => {
    let previous = seed;
    const next = (kind: string, ...rest: string[]) => {
      const text = [kind, stamp, scope, previous, ...rest].join('\n');
      previous = createHmac('sha256', signingKey).update(text).digest('hex');
      return previous;
    };
    const pieces: (Buffer | string)[] = [];
    for (const chunk of chunks) {
      const signature = signed
        ? `;chunk-signature=${next('AWS4-HMAC-SHA256-PAYLOAD', sha256(''), sha256(chunk))}`
        : '';
      pieces.push(`${chunk.length.toString(16)}${signature}\r\n`, chunk, chunk.length > 0 ? '\r\n' : '');
    }
    if (trailers !== undefined) {
      const lines = Object.entries(trailers).map(([name, value]) => `${name}:${value}`);
      pieces.push(...lines.map((line) => `${line}\r\n`));
      const hash = sha256(lines.map((line) => `${line}\n`).join(''));
      if (signed) pieces.push(`x-amz-trailer-signature:${next('AWS4-HMAC-SHA256-TRAILER', hash)}\r\n`);
    }
    pieces.push('\r\n');
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
  };
  const length = framed('0'.repeat(64)).length;
  const sent = await sign(sandbox, {
    key,
    payload,
    date,
    headers: {
      'content-encoding': 'aws-chunked',
      'content-length': String(length),
      'x-amz-decoded-content-length': String(body.length),
      ...(trailers === undefined ? {} : { 'x-amz-trailer': Object.keys(trailers).join(',') }),
    },
  });
  const seed = /Signature=([0-9a-f]{64})/.exec(sent.headers['authorization'] ?? '')?.[1] ?? '';
  return sendRaw(sandbox, 'PUT', sent.path, sent.headers, corrupt(framed(seed)));
};
