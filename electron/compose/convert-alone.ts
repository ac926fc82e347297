import { spoolFiles } from '../adapters/spool/spool-files.ts';
import { placeToWrite, whyNoFile } from '../adapters/spool/place-to-write.ts';
import { temporaryFolder } from '../adapters/spool/temporary-folder.ts';
import { Fault } from '../contract/fault.ts';
import type { ReadOptions, TargetTable } from '../contract/configuration.ts';
import type { ConvertJob, ConvertResult, Progress } from '../contract/converter.ts';
import type { PinnedSchema } from '../contract/schema.ts';
import { converterProcess } from './converter.ts';

export interface LoneConversion {
  /** Absolute path of the file to read. */
  readonly source: string;
  readonly sourceName: string;
  /** Absolute path of the Parquet file to make; undefined: look only. */
  readonly output: string | undefined;
  readonly options: ReadOptions;
  readonly tolerant: boolean;
  /** What is validated against, where the file is meant for a table. */
  readonly table?: TargetTable | undefined;
  readonly structure?: 'flat' | 'nested' | undefined;
  readonly pinned?: PinnedSchema | undefined;
  readonly datesAs?: 'native' | 'text' | undefined;
  /** Texts that Celonis does not take: by default refused where the file is meant for a table. */
  readonly longTexts?: 'refuse' | 'warn' | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Converts files outside any queue, several in one converter process. */
export interface LoneConverter {
  convert(what: LoneConversion): Promise<ConvertResult>;
  close(): Promise<void>;
}

const TIME_LIMIT_MS = 24 * 3600 * 1000;

export const loneConverter = async (): Promise<LoneConverter> => {
  const converter = converterProcess();
  const folder = await temporaryFolder('sluice-convert-');
  const files = spoolFiles(folder.path);
  let number = 0;
  return {
    convert: async (what) => {
      number += 1;
      const { temporary } = await files.places(number);
      return await converter.convert(jobOf(what, temporary), {
        signal: what.signal,
        timeLimitMs: TIME_LIMIT_MS,
        onProgress: what.onProgress ?? (() => undefined),
      });
    },
    close: async () => {
      await converter.close();
      await folder.remove();
    },
  };
};

const jobOf = (what: LoneConversion, temporary: string): ConvertJob => ({
  source: what.source,
  sourceName: what.sourceName,
  output: what.output,
  temporary,
  options: {
    ...what.table?.options,
    ...(what.table?.allText === true ? { allText: true } : {}),
    ...what.options,
  },
  structure: what.structure ?? what.table?.structure ?? 'flat',
  pinned: what.pinned,
  drift: what.table?.drift ?? { added: 'add', missing: 'accept' },
  primaryKey: what.table?.primaryKey ?? [],
  ageColumn: what.table?.ageColumn,
  duplicateKeys: what.table?.duplicateKeys ?? 'reject',
  badRows: what.tolerant ? 'skip' : (what.table?.badRows ?? 'reject'),
  // converting alone promises nothing to a table: the file's values stay whole, with a warning
  longTexts: what.longTexts ?? (what.table === undefined ? 'warn' : 'refuse'),
  datesAs: what.datesAs ?? 'native',
  memoryLimit: 256 * 1024 ** 2,
  threads: 2,
});

/** That there is a file to read and a place to write to, whose folder is made where it is missing. Throws `usage.wrong`. */
export const readyFor = async (source: string, given: string, target: string | undefined): Promise<void> => {
  if ((await spoolFiles('').version(source)) === undefined) {
    throw new Fault('usage.wrong', { reason: await whyNoFile(source, given) });
  }
  if (target !== undefined) await placeToWrite(target);
};
