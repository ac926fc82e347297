import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sentence } from '../../../electron/contract/words/sentence.ts';
import { germanReason } from '../../../electron/contract/words/reasons.de.ts';
import { inPlainWords } from '../../../electron/contract/words/system-reasons.ts';

test.each([
  [
    "EACCES: permission denied, open '/drop/order/a.csv'",
    'access is denied (EACCES)',
    'der Zugriff ist verweigert (EACCES)',
  ],
  [
    "Error: ENOENT: no such file or directory, rename '/a' -> '/b'",
    'it is not there (ENOENT)',
    'es ist nicht vorhanden (ENOENT)',
  ],
  [
    'connect ECONNREFUSED 127.0.0.1:9',
    'nothing listens there (127.0.0.1:9, ECONNREFUSED)',
    'dort antwortet nichts (127.0.0.1:9, ECONNREFUSED)',
  ],
  [
    'getaddrinfo ENOTFOUND nowhere.invalid',
    'the name is not known (nowhere.invalid, ENOTFOUND)',
    'der Name ist nicht bekannt (nowhere.invalid, ENOTFOUND)',
  ],
  ['ENOSPC', 'there is no room left (ENOSPC)', 'es ist kein Platz mehr frei (ENOSPC)'],
  ['a word like READY stays', 'a word like READY stays', 'a word like READY stays'],
  ['EWHATEVER: who knows, open', 'EWHATEVER: who knows, open', 'EWHATEVER: who knows, open'],
])('what the system said as “%s” is said in plain words', (reason, english, german) => {
  expect(inPlainWords(reason, 'en')).toBe(english);
  expect(inPlainWords(reason, 'de')).toBe(german);
  // said once, it is not said again
  expect(inPlainWords(english, 'en')).toBe(english);
});

test('a fault with a reason is German from beginning to end', () => {
  const view = (reason: string) => ({ code: 'folder.unreadable' as const, facts: { path: '/drop', reason } });
  expect(sentence(view("EACCES: permission denied, scandir '/drop'"), 'de')).toContain(
    'der Zugriff ist verweigert',
  );
  expect(sentence(view('it is not a folder'), 'de')).toContain('es ist kein Ordner');
  const drift = {
    code: 'credentials.missing' as const,
    facts: { reason: 'the environment does not set A and B' },
  };
  expect(sentence(drift, 'de')).toContain('die Umgebung setzt A und B nicht');
});

test('what is not known stays as it was said', () => {
  expect(germanReason('something new')).toBe('something new');
  expect(germanReason('constructor')).toBe('constructor');
});

/** Where a window's calls are answered: whoever reads these faults may read German. */
const places = [
  'electron/compose/host',
  'electron/core/configuration',
  'electron/core/door',
  'electron/core/network',
  'electron/adapters/network',
  'electron/core/credentials',
];

test('every fixed reason that a window can be given has German words', () => {
  const reasons = places.flatMap((place) =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...readFileSync(join(place, name), 'utf8').matchAll(/reason: '([^']+)'/g)].map(
          (match) => match[1] ?? '',
        ),
      ),
  );
  expect(reasons.length).toBeGreaterThan(5);
  expect([...new Set(reasons)].filter((reason) => germanReason(reason) === reason)).toEqual([]);
});
