import type {
  ConversionCase,
  ExpectedColumn,
  ExpectedTable,
  Outcome,
} from '../../fixtures/conversion/case.ts';
import { spelled, type Cell, type FoundTable } from './cell.ts';
import type { Broken, Converted, Converting, Refused } from './converting.ts';

export interface Verdict {
  readonly kind: 'exact' | 'refused' | 'wrong';
  /** What came, and for a wrong one what was expected. */
  readonly detail: string;
}

/** Converts one file of the corpus and holds what came of it against what must. */
export const judgeCase = async (converting: Converting, one: ConversionCase): Promise<Verdict> => {
  const { name, options, structure, tolerant } = one;
  const answer = await converting.convert({ name, bytes: await one.bytes(), options, structure, tolerant });
  return judgeAnswer(answer, one.outcomes);
};

export const judgeAnswer = (answer: Converted | Refused | Broken, outcomes: readonly Outcome[]): Verdict => {
  if (answer.kind === 'broken') return { kind: 'wrong', detail: answer.flaw };
  const complaints = outcomes.map((outcome) => complaint(answer, outcome));
  if (!complaints.includes(undefined)) return { kind: 'wrong', detail: complaints.join('; or ') };
  if (answer.kind === 'converted') return { kind: 'exact', detail: `${answer.result.rows} rows` };
  return { kind: 'refused', detail: `${answer.fault.code} ${JSON.stringify(answer.fault.facts)}` };
};

/** What speaks against an outcome; undefined where it is this one. */
const complaint = (answer: Converted | Refused, outcome: Outcome): string | undefined => {
  if (outcome.kind === 'refused') {
    if (answer.kind === 'converted')
      return `expected ${outcome.codes.join(' or ')}, got ${tableText(answer.table)}`;
    const { code, facts } = answer.fault;
    if (!outcome.codes.includes(code))
      return `expected ${outcome.codes.join(' or ')}, got ${code} ${JSON.stringify(facts)}`;
    for (const [fact, value] of Object.entries(outcome.facts ?? {})) {
      const found = facts[fact as keyof typeof facts];
      if (found !== value)
        return `${code} should know ${fact} ${JSON.stringify(value)}, and has ${JSON.stringify(facts)}`;
    }
    return undefined;
  }
  if (answer.kind === 'refused') {
    return `needlessly refused: ${answer.fault.code} ${JSON.stringify(answer.fault.facts)}`;
  }
  const difference = tableComplaint(answer.table, outcome);
  if (difference !== undefined) return `${difference} (${answer.result.evidence.slice(0, 3).join('; ')})`;
  const { rejectedRows, warnings } = answer.result;
  if (rejectedRows !== (outcome.rejectedRows ?? 0))
    return `${rejectedRows} rejected rows, expected ${outcome.rejectedRows ?? 0}`;
  const silent = (outcome.warned ?? []).find(
    (column) => !warnings.some((warning) => warning.column === column),
  );
  return silent === undefined ? undefined : `no warning of column ${silent}`;
};

const tableText = ({ columns, rows }: FoundTable): string =>
  `${rows.length} rows of ${columns.map(({ name, type }) => `${name}:${type}`).join(', ')}; first ${spelled(rows[0] ?? null).slice(0, 200)}`;

export const tableComplaint = (found: FoundTable, expected: ExpectedTable): string | undefined => {
  if (expected.rows.length === 0)
    return found.rows.length === 0 ? undefined : `no rows expected, got ${tableText(found)}`;
  if (found.columns.length !== expected.columns.length)
    return `expected ${expected.columns.length} columns, got ${tableText(found)}`;
  const places = expected.columns.map((column, index) =>
    expected.anyOrder === true ? found.columns.findIndex(({ name }) => name === column.name) : index,
  );
  for (const [index, column] of expected.columns.entries()) {
    const there = found.columns[places[index] ?? -1];
    if (there === undefined || !isColumn(there, column)) {
      return `expected column ${column.name ?? '*'}:${column.types.join('|')}, got ${tableText(found)}`;
    }
  }
  if (found.rows.length !== expected.rows.length)
    return `expected ${expected.rows.length} rows, got ${tableText(found)}`;
  for (const [row, cells] of expected.rows.entries()) {
    for (const [index, cell] of cells.entries()) {
      const place = places[index] ?? -1;
      const value = found.rows[row]?.[place];
      if (!agrees(cell, value, found.columns[place]?.type ?? '')) {
        return `row ${row + 1}, column ${found.columns[place]?.name}: expected ${spelled(cell).slice(0, 100)}, got ${spelled(value).slice(0, 100)}`;
      }
    }
  }
  return undefined;
};

const isColumn = (
  found: { readonly name: string; readonly type: string },
  expected: ExpectedColumn,
): boolean =>
  (expected.name === undefined || expected.name === found.name) && expected.types.includes(found.type);

/** Whether a value is the expected one, in whichever of the allowed types it was written. */
export const agrees = (expected: Cell, found: Cell | undefined, type: string): boolean => {
  if (spelled(expected) === spelled(found)) return true;
  if (found === undefined || found === null || expected === null) return false;
  if (type === 'DATETIME' && typeof expected === 'string' && typeof found === 'string') {
    return new Date(expected).getTime() === new Date(found).getTime();
  }
  if (typeof found === 'number' && typeof expected === 'bigint') return found === Number(expected);
  if (typeof found === 'string') {
    if (typeof expected === 'object') return sameJson(found, expected);
    return String(expected) === found;
  }
  if (Array.isArray(found) && Array.isArray(expected)) {
    return (
      found.length === expected.length &&
      expected.every((element: Cell, index) => agrees(element, found[index] as Cell, ''))
    );
  }
  if (typeof found === 'object' && typeof expected === 'object') {
    const [left, right] = [Object.entries(expected), Object.entries(found)];
    return (
      left.length === right.length &&
      left.every(([name, member]) => agrees(member, (found as Record<string, Cell>)[name], ''))
    );
  }
  return false;
};

const sameJson = (text: string, expected: Cell): boolean => {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(expected);
  } catch {
    return false;
  }
};
