import { stat } from 'node:fs/promises';
import type { Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { warning } from '../../contract/words/warning.ts';
import { JsonScanner, type Captured, type JsonPath } from '../../core/convert/json/json-scanner.ts';
import { JsonSurvey, outsideRecords, recordPath } from '../../core/convert/json/record-path.ts';
import { decodedText } from '../delimited/decoded-text.ts';
import type { Reading, ReadRequest } from '../reading.ts';
import { sourceBytes } from '../source/source-bytes.ts';

/** Opens JSON of every layout: one record a line, after each other, in a list, in a list inside an object, or alone. */
export const openJson = async (request: ReadRequest): Promise<Reading> => {
  const { name, options, path, signal } = request;
  const encoding = options.encoding ?? (await sniff(request));
  const text = () => decodedText({ path, name, encoding, signal });
  const { place, outside } = await findRecords(text(), options.recordPath);
  const shownPath = place.filter((step) => step !== '[]').join('.');
  return {
    kind: 'records',
    format: options.format === 'ndjson' || place.length === 0 ? 'ndjson' : 'json',
    encoding: new TextDecoder(encoding).encoding,
    dialect: null,
    warnings: outside.length === 0 ? [] : [outsideWarning(shownPath, outside)],
    evidence: [
      place.length === 0
        ? 'records stand after each other'
        : `records are the elements of ${shownPath === '' ? 'the list' : `the list ${shownPath}`}`,
    ],
    records: records(request, encoding, place),
  };
};

/** The marks of UTF-16; JSON is UTF-8 otherwise, and nothing else is guessed. */
const sniff = async ({ path, name, signal }: ReadRequest): Promise<string> => {
  for await (const head of sourceBytes(path, { name, signal, end: 4 })) {
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] !== 0 && head[1] === 0)) return 'utf-16le';
    if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0 && head[1] !== 0)) return 'utf-16be';
  }
  return 'utf-8';
};

/** Looks as far into the text as it takes to know where the records are. */
const findRecords = async (
  text: AsyncIterable<string>,
  told: string | undefined,
): Promise<{ place: JsonPath; outside: readonly string[] }> => {
  const survey = new JsonSurvey();
  for await (const piece of text) {
    survey.push(piece);
    const top = survey.at([]);
    // a list at the top, and a second value behind a first, need no further look
    if (told === undefined && ((top.list === 1 && survey.top === 1) || survey.top > 1))
      return { place: recordPath(survey, told), outside: [] };
  }
  survey.end();
  const place = recordPath(survey, told);
  return { place, outside: outsideRecords(survey, place) };
};

const outsideWarning = (records: string, outside: readonly string[]): Warning => {
  const value = `${outside.slice(0, 5).join(', ')}${outside.length > 5 ? ', …' : ''}`;
  return warning('json.outsideRecords', { count: outside.length, value, path: records });
};

async function* records(
  request: ReadRequest,
  encoding: string,
  place: JsonPath,
): AsyncGenerator<{ line: number; json: string }[]> {
  const { path, name, signal, onProgress } = request;
  const { size: bytesTotal } = await stat(path);
  const inside = (steps: JsonPath) =>
    steps.length === place.length && steps.every((step, index) => step === place[index]);
  const leadsThere = (steps: JsonPath, kind: 'object' | 'list') =>
    steps.length < place.length &&
    steps.every((step, index) => step === place[index]) &&
    (kind === 'list') === (place[steps.length] === '[]');
  let found: { line: number; json: string }[] = [];
  let tops = 0;
  const scanner = new JsonScanner({
    descend: leadsThere,
    entered: (steps, kind) => {
      if (steps.length > 0) return;
      tops += 1;
      if (tops > 1)
        throw new Fault('json.invalid', {
          reason: `a second ${kind} stands behind the one with the records`,
        });
    },
    captured: (steps: JsonPath, value: Captured) => {
      if (!inside(steps)) {
        if (steps.length === 0) throw notARecord(value);
        return;
      }
      if (value.kind !== 'object') throw notARecord(value);
      found.push({ line: value.line, json: value.text });
    },
  });
  let bytesDone = 0;
  const onBytes = (bytes: number) => (bytesDone += bytes);
  for await (const piece of decodedText({ path, name, encoding, signal, onBytes })) {
    scanner.push(piece);
    onProgress({ stage: 'reading', bytesDone, bytesTotal });
    if (found.length > 0) {
      yield found;
      found = [];
    }
  }
  scanner.end();
  if (found.length > 0) yield found;
}

const notARecord = ({ line, text }: Captured): Fault =>
  new Fault('json.noRecords', {
    line,
    reason: `in line ${line} stands “${text.slice(0, 40)}” where an object is expected`,
  });
