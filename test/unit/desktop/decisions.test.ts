import { describe, expect, test } from 'vitest';
import { autostartEntry } from '../../../electron/core/shell/autostart-entry.ts';
import { clockJump } from '../../../electron/core/shell/clock-jump.ts';
import { allowedLink } from '../../../electron/core/shell/external-links.ts';
import { freeName } from '../../../electron/core/shell/free-name.ts';
import { squirrelAct } from '../../../electron/core/shell/squirrel.ts';
import { windowPlace } from '../../../electron/core/shell/window-place.ts';
import { headlessRefusal } from '../../../electron/desktop/headless-refusal.ts';
import { isOurSender } from '../../../electron/desktop/our-sender.ts';
import { fileFor } from '../../../electron/desktop/page-file.ts';

describe('links that leave the window', () => {
  test.each([
    'https://docs.celonis.com/en/push-data.html',
    'https://dev.eu-1.celonis.cloud/integration/ui/connections?id=1#monitoring',
    'https://github.com/sluice/sluice#readme',
  ])('%s is opened', (link) => {
    expect(allowedLink(link)).toBe(link);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'file:///etc/passwd',
    'http://docs.celonis.com/',
    'https://celonis.cloud.evil.example/',
    'https://evilcelonis.cloud/',
    'https://docs.celonis.com@evil.example/',
    'https://user:secret@docs.celonis.com/',
    'https://docs.celonis.com:8443/',
    'smb://server/share',
    'ms-msdt:/id',
    'data:text/html,<script>1</script>',
    'app://sluice/index.html',
    '\\\\server\\share',
    '',
    `https://docs.celonis.com/${'x'.repeat(3_000)}`,
  ])('%s is refused', (link) => {
    expect(allowedLink(link)).toBeUndefined();
  });
});

describe('whoever calls the main process', () => {
  const page = { parent: null, url: 'app://sluice/index.html#/history' };
  test('the top frame of our window, with our page, is listened to', () => {
    expect(isOurSender({ sender: { id: 1 }, senderFrame: page }, 1)).toBe(true);
  });

  test.each([
    ['another window', { sender: { id: 2 }, senderFrame: page }],
    [
      'a frame inside our page, even with our address',
      { sender: { id: 1 }, senderFrame: { ...page, parent: page } },
    ],
    ['a frame that is gone', { sender: { id: 1 }, senderFrame: null }],
    [
      'our window after it went elsewhere',
      { sender: { id: 1 }, senderFrame: { ...page, url: 'https://evil.example/' } },
    ],
    [
      'another host of our scheme',
      { sender: { id: 1 }, senderFrame: { ...page, url: 'app://evil/index.html' } },
    ],
    ['a page without an address', { sender: { id: 1 }, senderFrame: { ...page, url: 'about:blank' } }],
    [
      'our address as user name',
      { sender: { id: 1 }, senderFrame: { ...page, url: 'app://sluice@evil/index.html' } },
    ],
  ])('%s is not', (_what, sender) => {
    expect(isOurSender(sender, 1)).toBe(false);
  });
});

describe('files of the window', () => {
  const root = '/app/renderer';
  test('its own files are found', () => {
    expect(fileFor(root, 'app://sluice/')).toBe('/app/renderer/index.html');
    expect(fileFor(root, 'app://sluice/assets/a%20b.js')).toBe('/app/renderer/assets/a b.js');
  });

  test.each([
    'app://sluice/%2e%2e/%2e%2e/etc/passwd',
    'app://sluice/..%2f..%2fetc/passwd',
    'app://sluice/assets/..%5c..%5csecret',
    'app://sluice/a%00.html',
    'app://sluice/%zz',
    'app://other/index.html',
    'not an address',
  ])('%s leads nowhere outside', (address) => {
    const file = fileFor(root, address);
    expect(file === undefined || file.startsWith(`${root}/`)).toBe(true);
  });
});

describe('the window', () => {
  const screens = [
    { x: 0, y: 0, width: 1920, height: 1050 },
    { x: 1920, y: 0, width: 1280, height: 1000 },
  ];
  test('opens in the middle the first time', () => {
    expect(windowPlace(undefined, screens)).toEqual({ x: 400, y: 165, width: 1120, height: 720 });
  });
  test('opens where it was', () => {
    const place = { x: 2000, y: 40, width: 900, height: 600 };
    expect(windowPlace(place, screens)).toEqual(place);
  });
  test('comes back when its screen is gone', () => {
    const place = { x: 2000, y: 40, width: 900, height: 600 };
    expect(windowPlace(place, screens.slice(0, 1))).toEqual({ x: 510, y: 225, width: 900, height: 600 });
  });
  test('is never larger than the screen, nor above it', () => {
    expect(windowPlace({ x: 0, y: -500, width: 9000, height: 9000 }, screens)).toEqual({
      x: 0,
      y: 0,
      width: 1920,
      height: 1050,
    });
  });
});

test('a name that is taken gets a number before its ending', () => {
  const taken = new Set(['orders.csv', 'orders (2).csv', 'a.csv.gz', '.env']);
  expect(freeName('new.csv', taken)).toBe('new.csv');
  expect(freeName('Orders.csv', taken)).toBe('Orders (3).csv');
  expect(freeName('a.csv.gz', taken)).toBe('a (2).csv.gz');
  expect(freeName('.env', taken)).toBe('.env (2)');
});

test('the autostart entry quotes what the shell of the desktop would take apart', () => {
  const text = autostartEntry('Sluice', ['/opt/My "Apps"/100%/$x', '--hidden']);
  expect(text).toContain(String.raw`Exec="/opt/My \\"Apps\\"/100%%/\\$x" "--hidden"`);
});

test('a jump of the wall clock is told from time that merely passed', () => {
  const before = { wall: 1_000_000, monotonic: 500 };
  expect(clockJump(before, { wall: 1_015_000, monotonic: 15_500 })).toBe(0);
  expect(clockJump(before, { wall: 1_017_000, monotonic: 15_500 })).toBe(0);
  expect(clockJump(before, { wall: 8_215_000, monotonic: 15_500 })).toBe(7_200_000);
  expect(clockJump(before, { wall: 415_000, monotonic: 15_500 })).toBe(-600_000);
});

test('--headless is refused with the way to the headless program', () => {
  expect(headlessRefusal(['sluice', '--headless'])).toMatch(/sluice run --config/);
  expect(headlessRefusal(['sluice', '--headless=new'])).toBeDefined();
  expect(headlessRefusal(['sluice', '--hidden'])).toBeUndefined();
});

test("the installer's starts are told from a person's", () => {
  const act = (flag: string) => squirrelAct(['sluice.exe', flag, '0.1.0'], 'sluice.exe');
  expect(act('--squirrel-install')).toEqual({ kind: 'update', parameters: ['--createShortcut=sluice.exe'] });
  expect(act('--squirrel-uninstall')).toEqual({
    kind: 'update',
    parameters: ['--removeShortcut=sluice.exe'],
  });
  expect(act('--squirrel-obsolete')).toEqual({ kind: 'end' });
  expect(act('--squirrel-firstrun')).toBeUndefined();
  expect(act('--hidden')).toBeUndefined();
});
