import type { SurveyedElement } from './element-survey.ts';

/**
 * The element that is one record, found in the survey of the whole file; `undefined` where nothing could be one.
 *
 * A record is the outermost element that repeats and holds more than a text. A file with one record repeats nothing
 * at that place: then the way leads from the root through elements that hold one element alone, and ends where the
 * names say so (`Orders` holds an `Order`) or where fields begin. In a flat table, lists inside such a single element
 * are more likely to be the records than the element is; in a nested table they belong to it.
 */
export const findRecords = (
  root: SurveyedElement,
  structure: 'flat' | 'nested',
): SurveyedElement | undefined => {
  let element = root;
  for (;;) {
    const repeated = mostFrequent(childrenOf(element).filter((child) => child.isRepeated && child.isComplex));
    if (repeated !== undefined) return repeated;
    const [only, ...others] = childrenOf(element);
    if (only === undefined || others.length > 0) break;
    if (!only.isComplex) {
      if (only.isRepeated) return only;
      break;
    }
    if (isPluralOf(element.localName, only.localName)) return only;
    element = only;
  }
  const hasFields = childrenOf(element).some((child) => !child.isComplex) || element.attributes.size > 0;
  if (structure === 'nested' && element !== root && hasFields) return element;
  for (const inner of element.everything())
    if (inner !== element && inner.isRepeated && inner.isComplex) return inner;
  return element.isComplex ? element : undefined;
};

/**
 * The element that a person's path names: `/Orders/Order`, `Orders.Order` or only the last names of it. Prefixes do
 * not matter.
 */
export const recordsAt = (root: SurveyedElement, path: string): SurveyedElement | undefined => {
  const wanted = path
    .split(/[/.]+/)
    .filter((step) => step !== '')
    .map((step) => step.slice(step.indexOf(':') + 1));
  if (wanted.length === 0) return undefined;
  const whole = `/${wanted.join('/')}`;
  const all = [...root.everything()];
  return (
    all.find((element) => element.path === whole) ??
    mostFrequent(all.filter((element) => element.path.endsWith(whole)))
  );
};

/** What stands outside of the records and is no part of them: paths of attributes and texts. */
export const outsideRecords = (root: SurveyedElement, records: SurveyedElement): readonly string[] => {
  const paths: string[] = [];
  const visit = (element: SurveyedElement): void => {
    if (element === records) return;
    for (const attribute of element.attributes) paths.push(`${element.path}/@${attribute}`);
    if (element.hasText) paths.push(element.path);
    for (const child of element.children.values()) visit(child);
  };
  visit(root);
  return paths;
};

const childrenOf = (element: SurveyedElement): SurveyedElement[] => [...element.children.values()];

const mostFrequent = (elements: readonly SurveyedElement[]): SurveyedElement | undefined =>
  elements.toSorted((left, right) => right.count - left.count)[0];

const isPluralOf = (plural: string, one: string): boolean => {
  const [many, single] = [plural.toLowerCase(), one.toLowerCase()];
  return (
    [
      `${single}s`,
      `${single}es`,
      `${single}list`,
      `${single}_list`,
      `${single}set`,
      `listof${single}s`,
      `arrayof${single}`,
    ].includes(many) ||
    (single.endsWith('y') && many === `${single.slice(0, -1)}ies`)
  );
};
