// What of the installed packages goes into the app or the headless program: the window's packages are only needed to
// build it, and Electron to package it, but all of them reach the person who installs Sluice.
import { layers } from '../lint/layer-table.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {Readonly<Record<string, string>>} [dependencies]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 * @property {Readonly<Record<string, string>>} [devDependencies]
 */

/** @param {string} name */
const ofTheWindow = (name) => {
  const { packages } = layers.renderer ?? { packages: [] };
  return (
    packages === 'any' ||
    packages.some((one) => (one.endsWith('/*') ? name.startsWith(one.slice(0, -1)) : name === one))
  );
};

/**
 * Where Node finds a package, looking from another one upwards.
 * @param {Readonly<Record<string, LockedPackage>>} packages @param {string} name @param {string} from
 * @returns {string | undefined}
 */
const nearest = (packages, name, from) => {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[path] !== undefined) return path;
  return from === ''
    ? undefined
    : nearest(packages, name, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)));
};

/**
 * The names of all packages that ship, as the lock file has them.
 * @param {Readonly<Record<string, LockedPackage>>} packages
 * @returns {ReadonlySet<string>}
 */
export const shippedPackages = (packages) => {
  const { dependencies, optionalDependencies, devDependencies } = packages[''] ?? {};
  const roots = [
    ...Object.keys({ ...dependencies, ...optionalDependencies }),
    ...Object.keys(devDependencies ?? {}).filter(ofTheWindow),
  ];
  const found = new Set(['electron']);
  const seen = new Set();
  /** @param {string} name @param {string} from the path of the package that asks for it; empty for the root */
  const visit = (name, from) => {
    const path = nearest(packages, name, from);
    if (path === undefined || seen.has(path)) return;
    seen.add(path);
    found.add(name);
    const { dependencies: needed, optionalDependencies: wished } = packages[path] ?? {};
    for (const inner of Object.keys({ ...needed, ...wished })) visit(inner, path);
  };
  for (const name of roots) visit(name, '');
  return found;
};
