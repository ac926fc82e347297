import { join } from 'node:path';
import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault } from '../../contract/fault.ts';
import type { OpenReading, ReadColumn, ReadRequest, TextRow } from '../reading.ts';
import { sourceFault } from '../source/source-bytes.ts';
import { LineSpill } from '../source/line-spill.ts';
import { openZip } from '../zip/open-zip.ts';
import { readCellFormats } from './cell-formats.ts';
import { chooseSheets } from './choose-sheet.ts';
import { packageOf, readPart } from './part.ts';
import { refuseCompound } from './refuse-compound.ts';
import { QuickRows } from './quick-rows.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetListener } from './sheet-listener.ts';
import { SheetTable } from './sheet-table.ts';
import { columnWarnings, sheetWarnings } from './sheet-warnings.ts';
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts';

/**
 * Reads one sheet of a workbook. The whole sheet is read before the first row is handed on, since only then its
 * columns, their types and what is wrong in it are known; the rows wait in the temporary folder.
 */
export const openXlsx: OpenReading = async (request) => {
  const { path, name, options, temporary, signal } = request;
  await refuseCompound(path, name, signal);
  const zip = await openZip(path, name);
  try {
    const file = packageOf(zip, name, signal);
    const workbook = await readWorkbook(file);
    const candidates = chooseSheets(workbook.sheets, options.sheet, name);
    const formats = await readCellFormats(file, workbook.styles);
    const onBytes = progressOf(request, workbook, candidates);
    using strings = await readSharedStrings(file, workbook.sharedStrings, temporary, onBytes);
    for (const sheet of candidates) {
      const spill = new LineSpill(join(temporary, `sheet-${sheet.number}`));
      const table = new SheetTable(options, workbook.is1904, spill);
      const listener = new SheetListener({
        name,
        is1904: workbook.is1904,
        formats,
        sharedString: (index) => strings.at(index),
        onRow: (row) => table.add(row),
      });
      try {
        await readPart(file, sheet.part, listener, {
          onBytes,
          afterChunk: () => spill.settle(),
          through: (parser) => new QuickRows(parser, listener),
        });
        table.end();
      } finally {
        await spill.end();
      }
      if (table.columns.length === 0) continue;
      return reading({ workbook, sheet, table, listener, spill, request });
    }
    throw new Fault('columns.none', { file: name });
  } catch (error) {
    signal.throwIfAborted();
    throw sourceFault(error, name);
  } finally {
    zip.close();
  }
};

interface ReadSheet {
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly table: SheetTable;
  readonly listener: SheetListener;
  readonly spill: LineSpill;
  readonly request: ReadRequest;
}

const reading = ({
  workbook,
  sheet,
  table,
  listener,
  spill,
  request,
}: ReadSheet): Awaited<ReturnType<OpenReading>> => {
  const given = request.options.columnNames;
  const found = table.columns;
  const columns = found.map(({ header, evidence }, index): ReadColumn => {
    const name = given?.[index] ?? header ?? `column_${index + 1}`;
    return evidence.hint === undefined ? { header: name } : { header: name, hint: evidence.hint };
  });
  const warnings: Warning[] = [
    ...otherSheets(workbook, sheet, request),
    ...sheetWarnings(table, listener),
    ...found.flatMap((column, index) => columnWarnings(column, columns[index]?.header ?? '')),
  ];
  const evidence = [
    `sheet ${sheet.name}: ${sheet.number} of ${workbook.sheets.length}`,
    headerEvidence(table),
    ...(workbook.is1904 ? ['dates: counted from 1904'] : []),
  ];
  const places = found.map(({ place, evidence: seen }) => ({ place, isMoment: seen.hint === 'DATETIME' }));
  return {
    kind: 'table',
    format: 'xlsx',
    encoding: null,
    dialect: null,
    warnings,
    evidence,
    columns,
    rows: batches(spill, places, request.signal),
  };
};

const headerEvidence = ({ header: { first, last } }: SheetTable): string => {
  if (last === 0) return 'header: none';
  return first === last
    ? `header: row ${last} of the sheet`
    : `header: rows ${first} to ${last} of the sheet`;
};

const batchCells = 20_000;

async function* batches(
  spill: LineSpill,
  places: readonly { readonly place: number; readonly isMoment: boolean }[],
  signal: AbortSignal,
): AsyncGenerator<readonly TextRow[]> {
  let batch: TextRow[] = [];
  for await (const text of spill.lines()) {
    const [line, texts] = JSON.parse(text) as [number, (string | null)[]];
    batch.push({
      line,
      cells: places.map(({ place, isMoment }) => asColumn(texts[place] ?? null, isMoment)),
    });
    if (batch.length * places.length < batchCells) continue;
    signal.throwIfAborted();
    yield batch;
    batch = [];
  }
  signal.throwIfAborted();
  if (batch.length > 0) yield batch;
}

/** A column of moments has one spelling, also for the cells whose format shows a day alone. */
const asColumn = (text: string | null, isMoment: boolean): string | null =>
  isMoment && text?.length === 10 ? `${text}T00:00:00` : text;

const otherSheets = (workbook: Workbook, sheet: Sheet, { options }: ReadRequest): Warning[] => {
  const others = workbook.sheets.filter((other) => other !== sheet).map((other) => other.name);
  if (others.length === 0 || options.sheet !== undefined) return [];
  return [warning('xlsx.otherSheets', { count: others.length, value: others.join(', '), sheet: sheet.name })];
};

/** Reading counts the packed bytes of the texts and of the sheets. */
const progressOf = (
  request: ReadRequest,
  workbook: Workbook,
  sheets: readonly Sheet[],
): ((bytes: number) => void) => {
  const bytesTotal = (workbook.sharedStrings?.packed ?? 0) + (sheets[0]?.part.packed ?? 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    request.onProgress({ stage: 'reading', bytesDone: Math.min(done, bytesTotal), bytesTotal });
  };
};
