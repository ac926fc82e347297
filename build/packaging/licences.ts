// The licences of everything that is shipped, as one text. The bundler's source maps say what went into the bundles.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

interface SourceMap {
  readonly sources: readonly string[];
}

interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The folder of the package that a file belongs to; undefined for the app's own files. */
const packageFolder = (file: string): string | undefined => {
  const inside = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'));
  return inside?.[1];
};

const filesBelow = (folder: string, ending: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [];

const bundled = async (built: string): Promise<ReadonlySet<string>> => {
  const folders = new Set<string>();
  for (const file of filesBelow(built, '.map')) {
    const { sources } = JSON.parse(await readFile(file, 'utf8')) as SourceMap;
    for (const source of sources) {
      const folder = packageFolder(path.resolve(path.dirname(file), source));
      if (folder !== undefined) folders.add(folder);
    }
  }
  return folders;
};

const licenceFile = /^(licen[cs]e|copying|notice)/i;

const shipped = (folder: string): Shipped => {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string | { readonly type: string };
  };
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(path.join(folder, entry.name), 'utf8').trim());
  const licence = typeof license === 'object' ? license.type : (license ?? 'see its text');
  return { name, version, licence, text: texts.join('\n\n') || `Licence: ${licence}` };
};

/** Writes the list for what was built, and for packages that are shipped beside the bundles. */
export const writeLicences = async (
  built: string,
  modules: string,
  beside: readonly string[],
  target: string,
): Promise<number> => {
  const folders = new Set([...(await bundled(built)), ...beside.map((name) => path.join(modules, name))]);
  const all = [...folders]
    .filter((folder) => existsSync(path.join(folder, 'package.json')))
    .map(shipped)
    .toSorted(
      (left, right) => left.name.localeCompare(right.name, 'en') || left.version.localeCompare(right.version),
    );
  const rule = '-'.repeat(80);
  const text = all.map(({ name, version, licence, text: body }) =>
    [rule, `${name} ${version} (${licence})`, rule, '', body, ''].join('\n'),
  );
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `Sluice contains the following works of others.\n\n${text.join('\n')}`);
  return all.length;
};
