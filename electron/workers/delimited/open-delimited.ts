import { stat } from 'node:fs/promises';
import type { Dialect, Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { Layout } from '../../core/convert/delimited/layout.ts';
import type { Cutting, LineEnds } from '../../core/convert/delimited/row-tokenizer.ts';
import type { Reading, ReadRequest } from '../reading.ts';
import type { DecodeRequest } from './decoded-text.ts';
import { findEncoding, type TextEncodingFound } from './encoding.ts';
import { findTable, type Found } from './find-table.ts';
import { tableRows } from './table-rows.ts';

/** Opens CSV, TSV and any other delimited text: the whole file is looked at before its first row is handed on. */
export const openDelimited = async (request: ReadRequest): Promise<Reading> => {
  const { path, name, signal } = request;
  const encoding = await encodingOf(request);
  const strict: DecodeRequest = { path, name, signal, encoding: encoding.encoding };
  const { found, decode } = await findInBytes(request, strict);
  const { cutting, layout, survey, ends } = found;
  const warnings: Warning[] = [...layout.warnings];
  if (survey.nulCells > 0) {
    warnings.push({
      code: 'text.nul',
      count: survey.nulCells,
      message: `${survey.nulCells} cells hold NUL characters, which are kept.`,
    });
  }
  const header = layout.header ?? layout.columns.map((_, index) => `column_${index + 1}`);
  const { size: bytesTotal } = await stat(path);
  const rows = tableRows({ request, decode, cutting, layout, bytesTotal, warnings });
  return {
    kind: 'table',
    format: 'delimited',
    encoding: encoding.encoding,
    dialect: dialectOf(cutting, layout, ends),
    warnings,
    evidence: [
      encoding.evidence,
      `delimiter ${JSON.stringify(cutting.delimiter)}: ${layout.columns.length} columns in every row`,
      ...layout.evidence,
    ],
    columns: layout.columns.map((place, index) => ({
      header: header[index] ?? '',
      // whoever wraps a value like ="0001" says that it is text
      ...(survey.wrapped.has(place) ? { hint: 'STRING' as const } : {}),
    })),
    rows,
  };
};

const encodingOf = async ({
  path,
  name,
  signal,
  options,
  badRows,
}: ReadRequest): Promise<TextEncodingFound> => {
  try {
    return await findEncoding({ path, name, signal, told: options.encoding });
  } catch (error) {
    const fault = Fault.from(error);
    if (badRows !== 'skip' || fault.code !== 'encoding.invalid' || fault.facts.expected !== 'utf-8')
      throw error;
    return { encoding: 'utf-8', bom: false, evidence: `encoding utf-8: ${fault.facts.reason ?? ''}` };
  }
};

/** The table, and how its bytes are read: where rows may be set aside, those that hold damaged bytes are. */
const findInBytes = async (
  request: ReadRequest,
  decode: DecodeRequest,
): Promise<{ found: Found; decode: DecodeRequest }> => {
  try {
    return { found: await findTable(request, decode), decode };
  } catch (error) {
    if (request.badRows !== 'skip' || Fault.from(error).code !== 'encoding.invalid') throw error;
    const lossy = { ...decode, lossy: true };
    const found = await findTable(request, lossy);
    // a damaged name would be another name
    if (found.layout.header?.some((header) => header.includes('\ufffd')) === true) throw error;
    return { found, decode: lossy };
  }
};

const dialectOf = ({ delimiter, quote, escape }: Cutting, layout: Layout, ends: LineEnds): Dialect => {
  const used = (['LF', 'CRLF', 'CR'] as const).filter((end) => ends[end] > 0);
  return {
    delimiter,
    quote,
    escape,
    headerRow: layout.headerLine,
    ...(used.length === 0 ? {} : { lineEnd: used.length > 1 ? 'mixed' : used[0] }),
  };
};
