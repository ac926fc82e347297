import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { md5, openSpooledFile } from '../../../electron/adapters/s3/file-bytes.ts';
import type { S3StoreSettings } from '../../../electron/adapters/s3/open-requests.ts';
import { sendObject, type SendRequest, type SendWith } from '../../../electron/core/upload/send-object.ts';
import { keyOf, openTestStore } from './open-store.ts';
import { RecordingLedger } from './recording-ledger.ts';
import { S3Server, type ServerSettings } from './s3-server.ts';

export const MiB = 1024 ** 2;

/** A server, a store that speaks to it, a spooled file and a ledger: everything an attempt needs. */
export class Sending implements AsyncDisposable {
  readonly server: S3Server;
  readonly folder: string;
  readonly ledger = new RecordingLedger();
  readonly progress: number[] = [];
  readonly settings: Partial<S3StoreSettings>;
  path = '';
  content: Buffer = Buffer.alloc(0);
  readonly key = keyOf('orders_20260102030405678_0123abcd.parquet');

  private constructor(server: S3Server, folder: string, settings: Partial<S3StoreSettings>) {
    this.server = server;
    this.folder = folder;
    this.settings = settings;
  }

  static async open(server: ServerSettings = {}, settings: Partial<S3StoreSettings> = {}): Promise<Sending> {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-upload-'));
    return new Sending(await new S3Server(server).listen(), folder, settings);
  }

  /** Spools a file of so many bytes, every MiB of it different. */
  async spool(bytes: number): Promise<void> {
    this.content = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; at += 1024)
      this.content.writeUInt32LE(at ^ 0x5ca1ab1e, Math.min(at, bytes - 4));
    this.path = join(this.folder, 'spooled.parquet');
    await writeFile(this.path, this.content);
  }

  /** One attempt, with what the ledger holds, as a restarted program would make it. */
  async attempt(request: Partial<SendRequest> = {}, tools: Partial<SendWith> = {}) {
    using store = await openTestStore(this.server.endpoint, this.settings);
    return await sendObject(
      {
        path: this.path,
        bytes: this.content.length,
        key: this.key,
        keyNaming: 'unique',
        multipart: 'auto',
        outcomeUnknown: false,
        upload: this.ledger.upload,
        ...request,
      },
      {
        store,
        openFile: openSpooledFile,
        md5,
        ledger: this.ledger,
        signal: new AbortController().signal,
        onProgress: (sent) => this.progress.push(sent),
        ...tools,
      },
    );
  }

  /** What the server holds under the delivery's key. */
  get arrived(): Buffer | undefined {
    return this.server.objects.get(this.key)?.body;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}
