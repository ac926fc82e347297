import { TargetTable, type ReadOptions } from '../../../electron/contract/configuration.ts';
import type { WindowWords } from '../../../electron/contract/words/window.ts';

/** A table while it is being written. */
export interface TableDraft extends Omit<
  TargetTable,
  'settleSeconds' | 'include' | 'exclude' | 'ageColumn' | 'duplicates' | 'polling'
> {
  readonly settleSeconds: string;
  readonly include: string;
  readonly exclude: string;
  readonly ageColumn: string;
  readonly duplicates: '' | 'skip' | 'deliver';
  readonly polling: boolean;
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const blank = TargetTable.parse({ name: 'x', folder: 'x' });

export const draftOf = (table: TargetTable | undefined): TableDraft => {
  const { name, folder, ...rest } = table ?? blank;
  return {
    ...rest,
    name: table === undefined ? '' : name,
    folder: table === undefined ? '' : folder,
    settleSeconds: rest.settleSeconds === undefined ? '' : String(rest.settleSeconds),
    include: rest.include.join(', '),
    exclude: rest.exclude.join(', '),
    ageColumn: rest.ageColumn ?? '',
    duplicates: rest.duplicates ?? '',
    polling: rest.polling ?? false,
  };
};

export type TableErrors = {
  readonly name?: string;
  readonly folder?: string;
  readonly settleSeconds?: string;
};

const reserved = new Set(['_celonis_id', '_celonis_change_date', '__celonis_order', 'epoch']);

const nameError = (
  name: string,
  taken: readonly string[],
  { common, table }: WindowWords,
): string | undefined => {
  if (name === '') return common.required;
  if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return table.nameWrong;
  if (reserved.has(name.toLowerCase())) return table.nameReserved;
  return taken.some((one) => one.toLowerCase() === name.toLowerCase()) ? table.nameTaken : undefined;
};

/** What is wrong with a draft. */
export const errorsOf = (draft: TableDraft, taken: readonly string[], words: WindowWords): TableErrors => {
  const name = nameError(draft.name.trim(), taken, words);
  const settle = draft.settleSeconds.trim();
  const seconds = Number(settle.replace(',', '.'));
  return {
    ...(name === undefined ? {} : { name }),
    ...(draft.folder.trim() === '' ? { folder: words.common.required } : {}),
    ...(settle === '' || (seconds >= 0 && seconds <= 86_400)
      ? {}
      : { settleSeconds: words.settings.wrongNumber }),
  };
};

/** The table of a draft without errors. */
export const tableOf = (draft: TableDraft): TargetTable | undefined => {
  const { settleSeconds, include, exclude, ageColumn, duplicates, polling, ...rest } = draft;
  const parsed = TargetTable.safeParse({
    ...rest,
    name: draft.name.trim(),
    folder: draft.folder.trim(),
    include: listed(include),
    exclude: listed(exclude),
    ...(settleSeconds.trim() === '' ? {} : { settleSeconds: Number(settleSeconds.replace(',', '.')) }),
    ...(ageColumn === '' ? {} : { ageColumn }),
    ...(duplicates === '' ? {} : { duplicates }),
    ...(polling ? { polling } : {}),
  });
  return parsed.success ? parsed.data : undefined;
};

/** Read options with some changed; `undefined` and the empty text take an option back to what is detected. */
export const withOptions = (
  options: ReadOptions,
  change: { readonly [Name in keyof ReadOptions]?: ReadOptions[Name] | undefined },
): ReadOptions =>
  Object.fromEntries(
    Object.entries({ ...options, ...change }).filter(
      ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );

export const listOf = listed;

/** The primary key with a column more, or without it. */
export const toggledKey = ({ primaryKey }: TableDraft, column: string): string[] =>
  primaryKey.includes(column) ? primaryKey.filter((one) => one !== column) : [...primaryKey, column];
