import { Fault } from '../../../contract/fault.ts';
import { JsonScanner, type JsonKind, type JsonPath, type ScanPlan } from './json-scanner.ts';

/** How deep a list of records may be wrapped. */
const DEEPEST_WRAPPER = 5;
/** In an object with more members its keys are data, and no columns. */
const MOST_MEMBERS = 100_000;

interface SurveyedPath {
  readonly path: JsonPath;
  readonly counts: Record<JsonKind, number>;
  /** The first plain value there, as it stands in the file. */
  plain?: string;
}

/** What stands where in the outer levels of a JSON text: enough to find the records in it. */
export class JsonSurvey implements ScanPlan {
  readonly paths = new Map<string, SurveyedPath>();
  readonly #scanner = new JsonScanner(this);

  push(text: string): void {
    this.#scanner.push(text);
  }

  end(): void {
    this.#scanner.end();
  }

  /** Values at the top; more than one is a sequence of records. */
  get top(): number {
    const counts = this.at([]);
    return counts.object + counts.list + counts.scalar;
  }

  descend(path: JsonPath, kind: 'object' | 'list'): boolean {
    if (kind === 'object') return path.length < DEEPEST_WRAPPER && !path.includes('[]');
    return path.length <= DEEPEST_WRAPPER && !path.includes('[]');
  }

  entered(path: JsonPath, kind: 'object' | 'list'): void {
    this.#count(path, kind);
  }

  captured(path: JsonPath, { kind, text }: { readonly kind: JsonKind; readonly text: string }): void {
    const found = this.#count(path, kind);
    if (kind === 'scalar') found.plain ??= text.slice(0, 100);
  }

  at(path: JsonPath): Record<JsonKind, number> {
    return this.paths.get(keyOf(path))?.counts ?? { object: 0, list: 0, scalar: 0 };
  }

  /** The first plain value at a path, as it stands in the file. */
  plain(path: JsonPath): string | undefined {
    return this.paths.get(keyOf(path))?.plain;
  }

  /** The members of the object at a path. */
  members(path: JsonPath): SurveyedPath[] {
    return [...this.paths.values()].filter(
      (other) =>
        other.path.length === path.length + 1 &&
        other.path[path.length] !== '[]' &&
        path.every((step, index) => other.path[index] === step),
    );
  }

  #count(path: JsonPath, kind: JsonKind): SurveyedPath {
    const key = keyOf(path);
    let found = this.paths.get(key);
    if (found === undefined) {
      if (this.paths.size >= MOST_MEMBERS)
        throw new Fault('json.noRecords', {
          reason: `objects outside of any list have more than ${MOST_MEMBERS} members`,
          limit: MOST_MEMBERS,
        });
      found = { path: [...path], counts: { object: 0, list: 0, scalar: 0 } };
      this.paths.set(key, found);
    }
    found.counts[kind] += 1;
    return found;
  }
}

const keyOf = (path: JsonPath): string => JSON.stringify(path);

/** Names under which interfaces hand out their lists. */
const wrapperName =
  /^(?:results?|data|items?|records?|rows?|values?|list|entries|content|hits|elements|issues|objects?|response|payload|d|body|page|_embedded)$/i;
/** Of several lists in one object the records are only those under the plainest of these names. */
const plainestName = /^(?:results?|data|items|records|rows|values?)$/i;
/** What stands beside such a list: pages, counts, states. */
const beside =
  /^(?:(?:total|count|size|offset|limit|next|previous|prev|page|pages|per_?page|start(?:_?at)?$|max_?results|num_?found|is_?last|has_?more|cursor|status|success|ok|code$|error|errors|message|version|timestamp|time|took|links?|meta|metadata|paging|pagination|schema|type|kind|self|expand|names|query|request|response_?header|generated|exported|created|@.*|_.*|\$.*)[\w.]*|\w*(?:meta_?data|meta|page_?info|_count|Count))$/i;

/**
 * The path to the records: `[]` for a list at the top, `result, []` for a wrapped one, nothing for records after each
 * other or a single one. A list inside an object is taken for the records only where the object is plainly a wrapper.
 */
export const recordPath = (survey: JsonSurvey, told: string | undefined): JsonPath => {
  if (told !== undefined) return toldPath(survey, told);
  const top = survey.at([]);
  if (survey.top === 0) throw new Fault('json.noRecords', { reason: 'the file is empty' });
  if (survey.top > 1) {
    if (top.object === survey.top) return [];
    throw new Fault('json.noRecords', { reason: 'the file is a sequence of other things than objects' });
  }
  if (top.list === 1) return ['[]'];
  if (top.object === 1) return wrapped(survey, []) ?? [];
  throw new Fault('json.noRecords', { reason: 'the file holds a single value' });
};

const toldPath = (survey: JsonSurvey, told: string): JsonPath => {
  const steps = told
    .replace(/^\$?[./]?/, '')
    .split(/[./]/)
    .filter((step) => step !== '' && step !== '[]' && step !== '[*]')
    .map((step) => step.replace(/\[\*?\]$/, ''));
  const { object, list } = survey.at(steps);
  if (list > 0) return [...steps, '[]'];
  if (object > 0) return steps;
  const known = survey.members(steps.slice(0, -1)).map(({ path }) => path.join('.'));
  throw new Fault('json.noRecords', {
    reason: `nothing is at ${told}`,
    ...(known.length === 0 ? {} : { suggestion: known.slice(0, 10).join(', ') }),
  });
};

const wrapped = (survey: JsonSurvey, path: JsonPath): JsonPath | undefined => {
  const members = survey.members(path);
  const nameOf = ({ path: steps }: SurveyedPath) => steps[steps.length - 1] ?? '';
  const lists = members.filter((member) => member.counts.list > 0 && holdsRecords(survey, member));
  const objects = members.filter(({ counts }) => counts.object > 0);
  const others = members.filter((member) => !lists.includes(member));
  const onlyBeside = (rest: readonly SurveyedPath[]) => rest.every((member) => beside.test(nameOf(member)));
  const [list] = lists;
  // GeoJSON (RFC 7946) says by itself what it is
  const features = lists.find((member) => nameOf(member) === 'features');
  if (features !== undefined && survey.plain([...path, 'type']) === '"FeatureCollection"')
    return [...features.path, '[]'];
  if (list !== undefined && lists.length === 1) {
    if (members.length === 1 || wrapperName.test(nameOf(list)) || onlyBeside(others))
      return [...list.path, '[]'];
  }
  if (lists.length > 1) {
    const named = lists.filter((member) => plainestName.test(nameOf(member)));
    if (named.length === 1 && named[0] !== undefined) return [...named[0].path, '[]'];
  }
  if (lists.length > 0) return undefined;
  const inner = objects.filter((member) => members.length === 1 || wrapperName.test(nameOf(member)));
  const ways = inner.flatMap((object) => {
    const way = wrapped(survey, object.path);
    return way === undefined ? [] : [{ object, way }];
  });
  const [only] = ways;
  if (only === undefined || ways.length !== 1) return undefined;
  return onlyBeside(members.filter((member) => member !== only.object)) ? only.way : undefined;
};

/**
 * What stands outside of the records and is more than pages, counts and states: the members of the objects around them,
 * as paths.
 */
export const outsideRecords = (survey: JsonSurvey, records: JsonPath): string[] => {
  const found: string[] = [];
  for (let depth = 0; records[depth] !== undefined && records[depth] !== '[]'; depth += 1)
    for (const { path } of survey.members(records.slice(0, depth)))
      if (path[depth] !== records[depth] && !beside.test(path[depth] ?? '')) found.push(path.join('.'));
  return found;
};

/** A list of objects, or an empty one under a name that promises records. */
const holdsRecords = (survey: JsonSurvey, { path }: SurveyedPath): boolean => {
  const { object, list, scalar } = survey.at([...path, '[]']);
  if (object + list + scalar === 0) return wrapperName.test(path[path.length - 1] ?? '');
  return object > 0 && list === 0 && scalar === 0;
};
