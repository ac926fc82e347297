import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** A package that stands beside the bundles, and what of it the app needs at run time. */
interface BesidePackage {
  readonly name: string;
  readonly needed: RegExp;
}

const code = /\.(c?js|json|wasm)$|LICEN[CS]E/i;

/** What the bundles leave out, for one platform: native code, and packages that read files of their own. */
const packagesFor = (platform: string, arch: string): readonly BesidePackage[] => [
  { name: '@duckdb/node-api', needed: code },
  { name: '@duckdb/node-bindings', needed: code },
  { name: `@duckdb/node-bindings-${platform}-${arch}`, needed: /\.(node|so|dylib|dll|json)$|LICENSE/ },
  { name: 'detect-libc', needed: code },
  {
    name: 'brotli-wasm',
    needed: /^(pkg\.node\/.*\.(js|json|wasm)|index\.node\.js|package\.json|LICENSE.*)$/,
  },
  { name: 'keytar', needed: /^(lib\/.*\.js|package\.json|LICENSE.*|build\/Release\/keytar\.node)$/ },
];

/** The names of the packages that stand beside the bundles. */
export const besideNames = (platform: string, arch: string): readonly string[] =>
  packagesFor(platform, arch).map((one) => one.name);

/** Packages without which the app starts all the same; it says itself what it lacks. */
const optional: ReadonlySet<string> = new Set(['keytar']);

const copyPackage = async (from: string, to: string, needed: RegExp): Promise<void> => {
  await cp(from, to, {
    recursive: true,
    dereference: true,
    filter: (source) => {
      const inside = path.relative(from, source).replaceAll(path.sep, '/');
      const isFile = path.extname(source) !== '' || inside.includes('LICENSE');
      return inside === '' || !isFile || needed.test(inside);
    },
  });
};

/**
 * Copies into the app what its bundles leave out. Throws where something for this platform is not installed, with what
 * to type.
 */
export const copyNativeModules = async (
  modules: string,
  application: string,
  platform: string,
  arch: string,
): Promise<readonly string[]> => {
  const copied: string[] = [];
  for (const { name, needed } of packagesFor(platform, arch)) {
    const from = path.join(modules, name);
    if (!existsSync(path.join(from, 'package.json'))) {
      if (optional.has(name)) continue;
      throw new Error(
        `${name} is not installed: the package for ${platform}-${arch} would not run.\n` +
          `Install it with: npm install --no-save --force --os=${platform} --cpu=${arch} ${name}`,
      );
    }
    const to = path.join(application, 'node_modules', name);
    await mkdir(path.dirname(to), { recursive: true });
    await copyPackage(from, to, needed);
    copied.push(name);
  }
  return copied;
};

interface PackageFile {
  readonly name: string;
  readonly productName: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly main: string;
}

/** The app's own package.json: without what only a checkout needs. */
export const trimPackageFile = async (application: string): Promise<void> => {
  const file = path.join(application, 'package.json');
  const { name, productName, version, description, license, main } = JSON.parse(
    await readFile(file, 'utf8'),
  ) as PackageFile;
  // the name of the desktop entry: by it Linux finds the icon for windows and notifications
  const desktopName = 'sluice-desktop.desktop';
  const kept = { name, productName, version, description, license, main, desktopName, type: 'module' };
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`);
};
