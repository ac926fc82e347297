import { isMap, isScalar, isSeq, type Document, type YAMLMap, type YAMLSeq } from 'yaml';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Lists whose items are found again by their name: connections and tables. */
const namedLists: ReadonlySet<string> = new Set(['connections', 'tables']);

/** Members that make up an item of a new list, without those that say only what holds anyway. */
export type Written = (kind: string, value: Members) => Members;

/**
 * Changes a map of a YAML document so that it says `after` where it said `before`; what is equal in both is not touched,
 * so that comments, order and spelling stay.
 */
export const reconcileMap = (
  document: Document,
  map: YAMLMap,
  before: Members,
  after: Members,
  written: Written,
): void => {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, next] = [before[key], after[key]];
    if (same(old, next)) continue;
    const node: unknown = map.get(key, true);
    if (next === undefined) map.delete(key);
    else if (namedLists.has(key) && isSeq(node) && Array.isArray(old) && Array.isArray(next)) {
      reconcileList(document, node, old as Members[], next as Members[], key, written);
    } else if (namedLists.has(key) && Array.isArray(next)) {
      map.set(
        key,
        document.createNode(next.map((item: unknown) => (isMembers(item) ? written(key, item) : item))),
      );
    } else if (isMap(node) && isMembers(old) && isMembers(next)) {
      reconcileMap(document, node, old, next, written);
    } else if (isScalar(node) && (typeof next !== 'object' || next === null)) {
      // the comment behind it stays
      node.value = next;
    } else map.set(key, document.createNode(next));
  }
};

/** The item before that a later one is: of the same name, or the only one that stands for nothing else. */
const sameItem = (
  item: Members,
  index: number,
  before: readonly Members[],
  after: readonly Members[],
): number => {
  const named = before.findIndex((one) => one['name'] === item['name']);
  if (named !== -1) return named;
  // renamed: it stands where it stood, and its old name is gone
  const there = before[index];
  return there !== undefined && !after.some((one) => one['name'] === there['name']) ? index : -1;
};

const reconcileList = (
  document: Document,
  list: YAMLSeq,
  before: readonly Members[],
  after: readonly Members[],
  kind: string,
  written: Written,
): void => {
  const nodes = [...list.items];
  list.items = after.map((item, index) => {
    const place = sameItem(item, index, before, after);
    const [node, old] = [nodes[place], before[place]];
    if (!isMap(node) || old === undefined) return document.createNode(written(kind, item));
    reconcileMap(document, node, old, item, written);
    return node;
  });
};
