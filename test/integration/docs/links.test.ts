import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pages, pageText } from '../../support/docs/examples.ts';
import { anchors, relativeLinks } from '../../support/docs/links.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

test('links are found in prose and not in code, and headings have anchors', () => {
  const page = '# A b, c!\n[x](y.md#z) and [w](https://example.org)\n```md\n[no](no.md)\n```\n## `set` it\n';
  expect(relativeLinks(page)).toEqual([{ line: 2, target: 'y.md#z' }]);
  expect(anchors(page)).toEqual(['a-b-c', 'set-it']);
});

test.each(pages())('every relative link in %s leads somewhere', (page) => {
  const broken = relativeLinks(pageText(page)).filter(({ target }) => !leadsSomewhere(page, target));
  expect(broken).toEqual([]);
});

test('every page can be reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const { target } of relativeLinks(pageText(page))) {
      const path = pathOf(page, target);
      if (path.endsWith('.md') && existsSync(join(root, path))) reached.add(path);
    }
  }
  expect(pages().filter((page) => !reached.has(page))).toEqual([]);
});

const pathOf = (page: string, target: string): string => {
  const [path = ''] = target.split('#');
  return path === '' ? page : posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)));
};

const leadsSomewhere = (page: string, target: string): boolean => {
  const path = pathOf(page, target);
  if (path.startsWith('..') || !existsSync(join(root, path))) return false;
  const anchor = target.split('#')[1];
  if (anchor === undefined || !path.endsWith('.md')) return true;
  return anchors(readFileSync(join(root, path), 'utf8')).includes(anchor);
};
