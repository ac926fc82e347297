import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault } from '../../contract/fault.ts';
import type { SurveyedElement } from '../../core/convert/xml/element-survey.ts';
import { findRecords, outsideRecords, recordsAt } from '../../core/convert/xml/find-records.ts';
import type { OpenReading, ReadRequest } from '../reading.ts';
import { XmlParser } from './parse-xml.ts';
import { RecordListener, type XmlRecord } from './record-listener.ts';
import { surveyXml } from './survey-xml.ts';
import { xmlText } from './xml-text.ts';

/**
 * Reads the repeated element of an XML file as records. The file is read twice: first to learn which element the
 * record is and which of its members are lists, then to hand the records on. All values are texts.
 */
export const openXml: OpenReading = async (request) => {
  const { name, options, structure } = request;
  const { root, encoding, hasDocumentType } = await surveyXml(request);
  if (options.recordPath === undefined) refuseSpreadsheet(root, name);
  const records =
    options.recordPath === undefined ? findRecords(root, structure) : recordsAt(root, options.recordPath);
  if (records === undefined)
    throw new Fault('xml.noRecords', {
      file: name,
      ...(options.recordPath === undefined
        ? {}
        : { path: options.recordPath, reason: `there is no ${options.recordPath}` }),
    });
  return {
    kind: 'records',
    format: 'xml',
    encoding,
    dialect: null,
    warnings: [...(hasDocumentType ? [warning('xml.documentType')] : []), ...warningsFor(root, records)],
    isUntyped: true,
    evidence: [`records: ${records.path}, ${records.count} found`],
    records: readRecords(request, records),
  };
};

/** Spreadsheets as one XML file: their cells have no names, and what a cell holds stands in its attributes. */
const refuseSpreadsheet = (root: SurveyedElement, file: string): void => {
  const has = (...path: readonly string[]) =>
    root.path === `/${path[0]}` &&
    [...root.everything()].some((element) => element.path === `/${path.join('/')}`);
  const reason = has('Workbook', 'Worksheet', 'Table')
    ? 'an XML spreadsheet of Excel 2003'
    : has('document', 'body', 'spreadsheet')
      ? 'a flat OpenDocument spreadsheet (.fods)'
      : undefined;
  if (reason !== undefined)
    throw new Fault('format.unsupported', {
      file,
      reason,
      suggestion: 'Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).',
    });
};

async function* readRecords(
  request: ReadRequest,
  element: SurveyedElement,
): AsyncGenerator<readonly XmlRecord[]> {
  const { name, signal } = request;
  const listener = new RecordListener(element, name);
  const parser = new XmlParser({ name, listener });
  listener.position = parser;
  const { text } = await xmlText(request, 'converting');
  for await (const piece of text) {
    signal.throwIfAborted();
    parser.write(piece);
    if (listener.records.length === 0) continue;
    yield listener.records;
    listener.records = [];
  }
  parser.end();
  if (listener.records.length > 0) yield listener.records;
}

const warningsFor = (root: SurveyedElement, records: SurveyedElement): Warning[] => {
  const warnings: Warning[] = [];
  const outside = outsideRecords(root, records);
  if (outside.length > 0) {
    const shown = `${outside.slice(0, 5).join(', ')}${outside.length > 5 ? ', …' : ''}`;
    warnings.push(warning('xml.outsideRecords', { count: outside.length, value: shown, path: records.path }));
  }
  for (const { path, mixedCount } of records.everything())
    if (mixedCount > 0) warnings.push(warning('xml.mixedContent', { column: path, count: mixedCount }));
  return warnings;
};
