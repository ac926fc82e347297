import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** @typedef {{ name: string, without: string }} Package A Debian package, and what does not work without it. */

const keychain = 'the keychain (credentials then come from an AWS profile or from environment variables)';
const compiler = `compiling keytar, and so ${keychain}`;
const keychainTests = 'the tests of the keychain';

/** @type {readonly Package[]} */
export const neededToRun = [{ name: 'libsecret-1-0', without: keychain }];

/** @type {readonly Package[]} */
export const neededToCompileKeytar = [
  { name: 'libsecret-1-dev', without: compiler },
  { name: 'python3', without: compiler },
  { name: 'make', without: compiler },
  { name: 'g++', without: compiler },
];

/** @type {readonly Package[]} */
export const neededToTest = [
  { name: 'gnome-keyring', without: keychainTests },
  { name: 'dbus-x11', without: keychainTests },
  { name: 'awscli', without: 'the tests that send files with the AWS CLI' },
  { name: 'openssl', without: 'the tests of certificates' },
  { name: 'chromium', without: 'the tests of the window and of the desktop app' },
  { name: 'fakeroot', without: 'the test of the Debian package' },
  { name: 'zip', without: 'the test of the packages' },
];

/** True on Debian and what descends from it. */
export const isDebian = () => {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg-query'))
    return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

/**
 * Those of the packages that are not installed.
 * @param {readonly Package[]} packages
 */
export const missingOf = (packages) => {
  const format = '${Package} ${db:Status-Status}\\n';
  const asked = spawnSync('dpkg-query', ['-W', '-f', format, ...packages.map((one) => one.name)], {
    encoding: 'utf8',
  });
  const installed = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((one) => !installed.has(one.name));
};

/**
 * The command that a person types to install them.
 * @param {readonly Package[]} packages
 */
export const commandFor = (packages) =>
  `sudo apt-get install --no-install-recommends ${packages.map((one) => one.name).join(' ')}`;

/** How to become root without asking anybody; undefined where that is not possible. */
export const rootPrefix = () => {
  if (process.env['SLUICE_SETUP'] === 'print') return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
};

const haveLists = () => {
  try {
    return readdirSync('/var/lib/apt/lists').some(
      (name) => name.endsWith('_Packages') || name.endsWith('_Packages.lz4'),
    );
  } catch {
    return false;
  }
};

/**
 * Installs quietly; where the package lists are absent or too old, they are fetched first.
 * @param {readonly Package[]} packages
 * @param {readonly string[]} prefix
 * @returns {string | undefined} what apt-get said where it failed
 */
export const install = (packages, prefix) => {
  /** @param {string[]} words */
  const apt = (...words) => {
    const [command = '', ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      ...words,
    ];
    const ran = spawnSync(command, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return ran.status === 0
      ? undefined
      : `${ran.stdout}${ran.stderr}`.trim() || `apt-get ended with ${ran.status}`;
  };
  const names = packages.map((one) => one.name);
  const once = () =>
    apt('install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...names);
  if (haveLists() && once() === undefined) return undefined;
  return apt('update') ?? once();
};
