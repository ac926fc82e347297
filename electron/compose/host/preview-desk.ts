import { basename, join } from 'node:path';
import { cutHead } from '../../adapters/preview/cut-head.ts';
import { ParquetFile } from '../../adapters/preview/read-parquet.ts';
import { spoolFiles } from '../../adapters/spool/spool-files.ts';
import { temporaryFolder } from '../../adapters/spool/temporary-folder.ts';
import type { CallOutput, Preview } from '../../contract/calls.ts';
import type { ConvertJob, ConvertResult } from '../../contract/converter.ts';
import { Fault, type FaultView } from '../../contract/fault.ts';
import type { Converter } from '../../core/convert/converter.ts';
import { nothing, SHOWN_ROWS, shownOf, type Converted, type PreviewRequest } from './preview-view.ts';

const TIME_LIMIT_MS = 600_000;
/** The converter of the previews is let go when nobody asked for this long. */
const IDLE_MS = 60_000;

/**
 * Shows what would be made of a file, without a queue: it is converted for a look and thrown away. A newer request ends
 * the one before it (`converter.cancelled`), so that a preview follows a person's choices at once.
 */
export class PreviewDesk {
  readonly #makeConverter: () => Converter;
  #converter: Converter | undefined;
  #current = new AbortController();
  #line: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(makeConverter: () => Converter) {
    this.#makeConverter = makeConverter;
  }

  preview(request: PreviewRequest): Promise<CallOutput<'sample.preview'>> {
    this.#current.abort(new Fault('converter.cancelled', { reason: 'a newer preview was asked for' }));
    this.#current = new AbortController();
    const { signal } = this.#current;
    const made = this.#line.then(async () => {
      signal.throwIfAborted();
      clearTimeout(this.#idle);
      try {
        return await this.#make(request, signal);
      } finally {
        this.#rest();
      }
    });
    this.#line = made.catch(() => undefined);
    return made;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#current.abort(new Fault('converter.cancelled', { reason: 'the window is closed' }));
    await this.#line;
    clearTimeout(this.#idle);
    await this.#converter?.close();
  }

  #rest(): void {
    if (this.#closed) return;
    this.#idle = setTimeout(() => {
      const converter = this.#converter;
      this.#converter = undefined;
      void converter?.close();
    }, IDLE_MS);
    this.#idle.unref();
  }

  async #make(request: PreviewRequest, signal: AbortSignal): Promise<Preview> {
    const folder = await temporaryFolder('sluice-preview-');
    try {
      let fault: FaultView | null = null;
      let converted: Converted;
      try {
        converted = await this.#convert(folder.path, 1, request, signal);
      } catch (error) {
        fault = Fault.from(error).view;
        signal.throwIfAborted();
        if (request.primaryKey.length === 0 && request.ageColumn === undefined) {
          return { ...nothing, fault };
        }
        // what is wrong may be the key alone: the columns are shown all the same, to choose another
        try {
          const keyless = { ...request, primaryKey: [], ageColumn: undefined };
          converted = await this.#convert(folder.path, 2, keyless, signal);
        } catch {
          signal.throwIfAborted();
          return { ...nothing, fault };
        }
      }
      const before = await this.#before(folder.path, request, converted.result, signal);
      return await shownOf(request, converted, before, fault);
    } finally {
      await folder.remove();
    }
  }

  async #convert(
    folder: string,
    number: number,
    request: PreviewRequest,
    signal: AbortSignal,
  ): Promise<Converted> {
    this.#converter ??= this.#makeConverter();
    const { output, temporary } = await spoolFiles(folder).places(number);
    const job: ConvertJob = {
      source: request.path,
      sourceName: basename(request.path),
      output,
      temporary,
      options: request.options,
      structure: request.structure,
      drift: { added: 'add', missing: 'accept' },
      primaryKey: [...request.primaryKey],
      ...(request.ageColumn === undefined ? {} : { ageColumn: request.ageColumn }),
      duplicateKeys: 'reject',
      badRows: request.badRows ?? 'reject',
      datesAs: 'native',
      memoryLimit: 256 * 1024 ** 2,
      threads: 2,
    };
    const result = await this.#converter.convert(job, {
      signal,
      timeLimitMs: TIME_LIMIT_MS,
      onProgress: () => undefined,
    });
    return { result, output };
  }

  /** The first rows as the file has them: read the same way, but with every value left as its text. */
  async #before(
    folder: string,
    request: PreviewRequest,
    { format, encoding, dialect }: ConvertResult,
    signal: AbortSignal,
  ): Promise<Pick<Preview, 'before' | 'beforeHeader'>> {
    const { types: _types, columnNames: _names, skipRowsBelow: _below, ...options } = request.options;
    const head = join(folder, basename(request.path));
    try {
      const lines = format === 'delimited' || format === 'ndjson';
      const cut = lines && (await cutHead(request.path, head, encoding ?? ''));
      const { result, output } = await this.#convert(
        join(folder, 'before'),
        1,
        {
          ...request,
          path: cut ? head : request.path,
          primaryKey: [],
          ageColumn: undefined,
          badRows: 'skip',
          options: {
            ...options,
            ...(encoding === null ? {} : { encoding }),
            ...(dialect === null
              ? {}
              : {
                  delimiter: dialect.delimiter,
                  quote: dialect.quote,
                  escape: dialect.escape,
                  headerRow: dialect.headerRow,
                }),
            allText: true,
          },
        },
        signal,
      );
      if (result.rows === 0) return { before: [], beforeHeader: result.columns.map(({ name }) => name) };
      const file = await ParquetFile.open(output);
      try {
        const { first } = await file.look(result.columns, SHOWN_ROWS);
        return {
          before: first,
          beforeHeader: result.columns.map(
            ({ name }) => result.schema.columns.find(({ column }) => column.name === name)?.header ?? name,
          ),
        };
      } finally {
        file.close();
      }
    } catch {
      signal.throwIfAborted();
      // nested data without a nested structure, for one, has no rows of texts
      return { before: [], beforeHeader: [] };
    }
  }
}
