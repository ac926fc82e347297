// Makes a checkout ready: Debian packages where this may install them, else the command to type; then `npm ci` where
// node_modules is not what package-lock.json says. Runs before `npm run demo`, `npm test` and `npm start`, on the
// machine's own Node (20 or newer) and without any npm module.
//
//   node build/setup/setup.mjs run|test|command
//
// `command` is for `npm run sluice`: it looks at node_modules alone, and is as good as nothing where that is complete.
// SLUICE_SETUP=print: install no Debian packages, only say what is missing.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as debian from './debian.mjs';
import { modulesOf } from './modules.mjs';

const purpose = process.argv[2] ?? 'run';
const modules = modulesOf(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** @param {string} line */
const say = (line) => process.stderr.write(`set-up: ${line}\n`);
/** The start of what npm said: its end is the manual. @param {string} text */
const start = (text) => text.split('\n').slice(0, 25).join('\n');
/** @param {string} line */
const give = (line) => {
  say(line);
  process.exit(1);
};

/** Installs what is missing, or says so. Tests need all of it; the program itself runs without. */
const debianPackages = () => {
  const needed = [
    ...debian.neededToRun,
    ...(modules.keytarBuilt() && modules.staleness() === undefined ? [] : debian.neededToCompileKeytar),
    ...(purpose === 'test' ? debian.neededToTest : []),
  ];
  const missing = debian.missingOf(needed);
  if (missing.length === 0) return;
  const prefix = debian.rootPrefix();
  let failure;
  if (prefix !== undefined) {
    say(`installing Debian packages: ${missing.map((one) => one.name).join(' ')}`);
    failure = debian.install(missing, prefix);
    if (failure === undefined) return;
    say(`apt-get failed: ${failure}`);
  }
  say('Debian packages are missing. To install them, type:');
  say(`  ${debian.commandFor(missing)}`);
  for (const without of new Set(missing.map((one) => one.without)))
    say(`  what does not work without them: ${without}`);
  if (purpose === 'test') give('the tests need them.');
};

let installedNow = false;

const npmModules = () => {
  const reason = modules.staleness();
  if (reason === undefined) return;
  say(`npm ci (${reason})`);
  const { done, said } = modules.npm('ci');
  if (!done) give(`npm ci failed:\n${start(said)}`);
  installedNow = true;
};

/** npm 12 skips install scripts that package.json does not allow, and still ends well: so look at what they make. */
const projectNode = () => {
  const enough = () => Number.parseInt(modules.projectNode() ?? '0', 10) >= 24;
  if (enough()) return;
  say('fetching Node 24 for this project (npm rebuild node)');
  const { said } = modules.npm('rebuild', 'node');
  if (enough()) return;
  give(
    `node_modules/.bin/node is not there: npm did not run the install script of the package "node".${said === '' ? '' : `\n${start(said)}`}\n` +
      '  Do one of these: install Node 24 or newer on this machine; or check that scripts are allowed\n' +
      '  (npm config get ignore-scripts must say false, package.json must list node under allowScripts), then\n' +
      `  type: npm rebuild node`,
  );
};

const keytar = () => {
  if (modules.keytarBuilt()) return;
  const compilable = !debian.isDebian() || debian.missingOf(debian.neededToCompileKeytar).length === 0;
  const circumstances = `${process.platform} ${process.arch} ${compilable ? 'with' : 'without'} libsecret`;
  if (!installedNow && compilable && modules.keytarFailedWith() !== circumstances) {
    // npm takes an optional package away when its compile fails; only a fresh install brings it back.
    const [command, ...rest] = modules.hasKeytar() ? ['rebuild', 'keytar'] : ['ci'];
    say(`building keytar (npm ${[command, ...rest].join(' ')})`);
    modules.npm(command ?? 'ci', ...rest);
    if (modules.keytarBuilt()) return;
  }
  modules.rememberKeytarFailure(circumstances);
  const line =
    'keytar is not built: Sluice has no keychain here. Credentials come from an AWS profile or the environment.';
  if (purpose === 'test' && debian.isDebian()) {
    give(`${line}\n  The tests need it. Type: rm -r node_modules && npm ci --foreground-scripts`);
  }
  say(line);
};

if (purpose !== 'command' || modules.staleness() !== undefined || !modules.hasNode()) {
  if (debian.isDebian()) debianPackages();
  npmModules();
  projectNode();
  keytar();
}
modules.giveExecToWindows();
