// Asks the registry for known weaknesses of what ships: node audit.mjs [npm options]. Ends with 1 where one of them is high or
// critical, and with 0, saying why, where the registry offers no audit.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedPackages } from './shipped.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);
const grave = ['high', 'critical'];

const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8'));
const shipped = shippedPackages(packages);

const asked = spawnSync('npm', ['audit', '--json', ...process.argv.slice(2)], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
  maxBuffer: 64 * 1024 ** 2,
});
const answer = (() => {
  try {
    return JSON.parse(asked.stdout);
  } catch {
    return { message: asked.error?.message ?? `npm audit said nothing that can be read (${asked.status})` };
  }
})();

if (answer.vulnerabilities === undefined) {
  // a registry without this endpoint, or no network: nothing was found out, and nothing is claimed
  say(`not audited: ${answer.message ?? answer.error?.summary ?? 'the registry gave no reason'}`);
} else {
  /** @type {readonly { name: string, severity: string, range: string, via: readonly (string | { title: string, url: string })[] }[]} */
  const found = Object.values(answer.vulnerabilities);
  /** @param {(typeof found)[number]} weakness */
  const told = ({ name, severity, range, via }) => {
    const reasons = via.map((one) => (typeof one === 'string' ? one : `${one.title} ${one.url}`));
    return `${severity}: ${name} ${range}: ${reasons.join('; ')}`;
  };
  const inWhatShips = found.filter(({ name }) => shipped.has(name));
  for (const one of inWhatShips) say(told(one));
  const aside = found.length - inWhatShips.length;
  say(
    `audited ${shipped.size} packages that ship: ${inWhatShips.length} with known weaknesses (and ${aside} among the tools)`,
  );
  if (inWhatShips.some(({ severity }) => grave.includes(severity))) process.exitCode = 1;
}
