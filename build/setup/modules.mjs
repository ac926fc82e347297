import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { firstDifference } from './lock.mjs';

const onWindows = process.platform === 'win32';
const nodeName = onWindows ? 'node.exe' : 'node';

/** @param {string} path */
const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * The npm modules of a checkout.
 * @param {string} root
 */
export const modulesOf = (root) => {
  const modules = join(root, 'node_modules');
  const failedKeytar = join(modules, '.keytar-not-built');

  /** PATH without the folders that npm put before it: npm must not run on the Node that it is about to replace. */
  const outerPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.split(sep).includes('node_modules'))
    .join(delimiter);
  const outerNode = outerPath
    .split(delimiter)
    .map((folder) => join(folder, nodeName))
    .find((path) => existsSync(path));

  /** @param {string[]} words */
  const npm = (...words) => {
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...process.env, PATH: outerPath };
    // Node's own headers, where they stand beside it: compiling keytar then needs nothing from the network.
    const prefix = dirname(dirname(outerNode ?? process.execPath));
    if (
      env['npm_config_nodedir'] === undefined &&
      existsSync(join(prefix, 'include', 'node', 'node_api.h'))
    ) {
      env['npm_config_nodedir'] = prefix;
    }
    const script = process.env['npm_execpath'];
    const options = ['--loglevel=error', '--no-progress', '--no-audit', '--no-fund'];
    const ran =
      script !== undefined && /npm-cli\.c?js$/.test(script) && outerNode !== undefined
        ? spawnSync(outerNode, [script, ...words, ...options], { cwd: root, env, encoding: 'utf8' })
        : spawnSync('npm', [...words, ...options], { cwd: root, env, encoding: 'utf8', shell: onWindows });
    return {
      done: ran.status === 0,
      said: `${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error ?? ''}`.trim(),
    };
  };

  const binary = join(modules, 'node', 'bin', nodeName);

  return {
    npm,

    /** Why `npm ci` is needed; undefined where it is not. */
    staleness: () => {
      const installed = readJson(join(modules, '.package-lock.json'));
      if (installed === undefined) return 'node_modules is not there, or not complete';
      const lock = readJson(join(root, 'package-lock.json'));
      if (lock === undefined) return undefined;
      const folder = firstDifference(lock, installed);
      return folder === undefined ? undefined : `${folder} is not what package-lock.json says`;
    },

    /** The version of the Node that the project's scripts will run on; undefined where it does not run. */
    projectNode: () => {
      const ran = spawnSync(existsSync(binary) ? binary : nodeName, ['--version'], {
        encoding: 'utf8',
        env: { ...process.env, PATH: outerPath },
      });
      return ran.status === 0 ? ran.stdout.trim().slice(1) : undefined;
    },

    /**
     * npm ends the shell of a script and not what the shell started, so the scripts that run until they are stopped say
     * `exec`. The shell of Windows has no such word: it gets it as a program that starts its arguments.
     */
    giveExecToWindows: () => {
      const program = join(modules, '.bin', 'exec.cmd');
      if (!onWindows || existsSync(program)) return;
      mkdirSync(dirname(program), { recursive: true });
      writeFileSync(program, '@%*\r\n');
    },

    hasNode: () => existsSync(binary) || Number.parseInt(process.versions.node, 10) >= 24,
    hasKeytar: () => existsSync(join(modules, 'keytar', 'package.json')),
    keytarBuilt: () => existsSync(join(modules, 'keytar', 'build', 'Release', 'keytar.node')),

    /** A failed compile is remembered with what it was tried with, so that it is not repeated at every start. */
    keytarFailedWith: () => readJson(failedKeytar),
    /** @param {string} circumstances */
    rememberKeytarFailure: (circumstances) => writeFileSync(failedKeytar, JSON.stringify(circumstances)),
  };
};
