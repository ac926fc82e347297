import { createHash, randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { signatureFault } from './signature.ts';

export interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the server does in place of answering as it should; `reset…` cut the connection. */
export type Mischief = Answer | 'resetBefore' | 'resetWithinBody' | 'resetAfter' | 'never' | 'answerEarly';

export interface SeenRequest {
  readonly operation: string;
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly part?: number;
  readonly bytes: number;
}

interface Upload {
  readonly key: string;
  readonly parts: Map<number, { readonly etag: string; readonly body: Buffer }>;
}

export interface ServerSettings {
  readonly accessKeyId?: string;
  readonly secret?: string;
  readonly region?: string;
  /** Added to the machine's clock, in milliseconds. */
  readonly clockOffset?: number;
  readonly tls?: https.ServerOptions;
  readonly tables?: readonly string[];
}

const prefix = '/api/data-ingestion/continuous/';
const md5 = (body: Buffer): Buffer => createHash('md5').update(body).digest();
const xml = (root: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inner}</${root}>`;
const element = (name: string, value: string): string =>
  `<${name}>${value.replace(/[<&>"]/g, (c) => `&#${c.charCodeAt(0)};`)}</${name}>`;

/** A small S3-like server in memory, written from the protocol's description: the second judge beside the sandbox. */
export class S3Server implements AsyncDisposable {
  readonly objects = new Map<string, { etag: string; body: Buffer }>();
  readonly uploads = new Map<string, Upload>();
  readonly seen: SeenRequest[] = [];
  /** Asked once a request, before anything is done. */
  mischief: (operation: string, request: SeenRequest) => Mischief | undefined = () => undefined;
  /** Operations that answer 405. */
  readonly unsupported = new Set<string>();
  readonly settings: ServerSettings;
  readonly #server: http.Server | https.Server;

  constructor(settings: ServerSettings = {}) {
    this.settings = settings;
    this.#server = settings.tls === undefined ? http.createServer() : https.createServer(settings.tls);
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#handle(request, response).catch(() => request.socket.destroy());
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get endpoint(): string {
    return `${this.settings.tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.port}/api/data-ingestion`;
  }

  operations(): string[] {
    return this.seen.map(({ operation }) => operation);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const key = decodeURIComponent(url.pathname.slice(prefix.length));
    const query = url.searchParams;
    const operation = operationOf(request.method ?? '', query);
    const part = query.has('partNumber') ? { part: Number(query.get('partNumber')) } : {};
    const common = {
      operation,
      key,
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      ...part,
    };
    const mischief = this.mischief(operation, { ...common, bytes: 0 });

    if (mischief === 'answerEarly') {
      this.seen.push({ ...common, bytes: 0 });
      return this.#answer(response, { status: 403, code: 'AccessDenied', headers: { connection: 'close' } });
    }
    if (mischief === 'resetBefore') return void request.socket.resetAndDestroy();
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) {
      pieces.push(piece);
      if (mischief === 'resetWithinBody') return void request.socket.resetAndDestroy();
    }
    const body = Buffer.concat(pieces);
    this.seen.push({ ...common, bytes: body.length });
    if (mischief === 'never') return;
    if (typeof mischief === 'object') return this.#answer(response, mischief);
    const answer = this.#act(operation, key, query, request, body);
    if (mischief === 'resetAfter') return void request.socket.resetAndDestroy();
    this.#answer(response, answer, request.method === 'HEAD');
  }

  #act(
    operation: string,
    key: string,
    query: URLSearchParams,
    request: IncomingMessage,
    body: Buffer,
  ): Answer {
    const {
      accessKeyId = 'AKIDTEST',
      secret = 'wJalrXUtnFEMI/secret+Key=',
      region = 'eu-central-1',
    } = this.settings;
    const now = Date.now() + (this.settings.clockOffset ?? 0);
    const unsigned = signatureFault(request, { accessKeyId, secret, region, now });
    if (unsigned !== undefined) return unsigned;
    if (this.unsupported.has(operation)) return { status: 405, code: 'MethodNotAllowed' };
    const table = key.split('/')[2] ?? '';
    if (this.settings.tables?.includes(table) === false)
      return { status: 404, code: 'NoSuchKey', message: `Unknown target table ${table}` };
    const sum = md5(body);
    const claimed = request.headers['content-md5'];
    if (claimed !== undefined && claimed !== sum.toString('base64'))
      return { status: 400, code: 'BadDigest' };
    const hash = String(request.headers['x-amz-content-sha256']);
    if (/^[0-9a-f]{64}$/.test(hash) && createHash('sha256').update(body).digest('hex') !== hash)
      return { status: 400, code: 'XAmzContentSHA256Mismatch' };
    const etag = sum.toString('hex');
    const uploadId = query.get('uploadId') ?? '';
    const upload = this.uploads.get(uploadId);

    switch (operation) {
      case 'PutObject':
        this.objects.set(key, { etag, body });
        return { status: 200, headers: { etag: `"${etag}"` } };
      case 'HeadObject': {
        const object = this.objects.get(key);
        if (object === undefined) return { status: 404 };
        return {
          status: 200,
          headers: { etag: `"${object.etag}"`, 'content-length': String(object.body.length) },
        };
      }
      case 'CreateMultipartUpload': {
        const id = randomUUID();
        this.uploads.set(id, { key, parts: new Map() });
        return { status: 200, body: xml('InitiateMultipartUploadResult', element('UploadId', id)) };
      }
    }
    if (upload === undefined || upload.key !== key) return { status: 404, code: 'NoSuchUpload' };
    switch (operation) {
      case 'UploadPart':
        upload.parts.set(Number(query.get('partNumber')), { etag, body });
        return { status: 200, headers: { etag: `"${etag}"` } };
      case 'ListParts':
        return this.#listParts(upload, Number(query.get('part-number-marker') ?? 0));
      case 'AbortMultipartUpload':
        this.uploads.delete(uploadId);
        return { status: 204 };
      case 'CompleteMultipartUpload':
        return this.#complete(uploadId, upload, body.toString());
      default:
        return { status: 400, code: 'InvalidRequest' };
    }
  }

  /** Two parts a page, so that every listing of a test has several pages. */
  #listParts(upload: Upload, after: number): Answer {
    const numbers = [...upload.parts.keys()].filter((number) => number > after).sort((a, b) => a - b);
    const page = numbers.slice(0, 2);
    const parts = page.map((number) => {
      const { etag = '', body } = upload.parts.get(number) ?? {};
      const size = element('Size', String(body?.length ?? 0));
      return element('PartNumber', String(number)) + element('ETag', `"${etag}"`) + size;
    });
    const more =
      numbers.length > 2
        ? `<IsTruncated>true</IsTruncated>${element('NextPartNumberMarker', String(page.at(-1)))}`
        : '<IsTruncated>false</IsTruncated>';
    return {
      status: 200,
      body: xml('ListPartsResult', more + parts.map((part) => `<Part>${part}</Part>`).join('')),
    };
  }

  #complete(uploadId: string, upload: Upload, request: string): Answer {
    const bodies: Buffer[] = [];
    const sums: Buffer[] = [];
    for (const [, part = ''] of request.matchAll(/<Part>(.*?)<\/Part>/gs)) {
      const number = Number(/<PartNumber>(\d+)/.exec(part)?.[1]);
      const named = /<ETag>(?:&quot;|&#34;|")?([0-9a-f]+)/.exec(part)?.[1];
      const held = upload.parts.get(number);
      if (held === undefined || held.etag !== named) return { status: 400, code: 'InvalidPart' };
      bodies.push(held.body);
      sums.push(Buffer.from(held.etag, 'hex'));
    }
    if (bodies.length === 0) return { status: 400, code: 'MalformedXML' };
    const etag = `${md5(Buffer.concat(sums)).toString('hex')}-${sums.length}`;
    this.objects.set(upload.key, { etag, body: Buffer.concat(bodies) });
    this.uploads.delete(uploadId);
    return { status: 200, body: xml('CompleteMultipartUploadResult', element('ETag', `"${etag}"`)) };
  }

  #answer(response: ServerResponse, answer: Answer, head = false): void {
    const fields = Object.entries(answer.fields ?? {}).map(([name, value]) => element(name, value));
    const error = (code: string) =>
      xml('Error', element('Code', code) + element('Message', answer.message ?? '') + fields.join(''));
    const body = answer.body ?? (answer.code === undefined ? '' : error(answer.code));
    response.writeHead(answer.status, {
      date: new Date(Date.now() + (this.settings.clockOffset ?? 0)).toUTCString(),
      ...(body === '' ? {} : { 'content-type': 'application/xml' }),
      ...(head ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...answer.headers,
    });
    response.end(head ? undefined : body);
  }
}

const operationOf = (method: string, query: URLSearchParams): string => {
  const inUpload = query.has('uploadId');
  switch (method) {
    case 'PUT':
      return inUpload ? 'UploadPart' : 'PutObject';
    case 'HEAD':
      return 'HeadObject';
    case 'POST':
      return inUpload ? 'CompleteMultipartUpload' : 'CreateMultipartUpload';
    case 'DELETE':
      return 'AbortMultipartUpload';
    default:
      return 'ListParts';
  }
};
