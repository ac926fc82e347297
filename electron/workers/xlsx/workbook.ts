import { posix } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { localName } from '../xml/parse-xml.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { readPart, type Package } from './part.ts';

export interface Sheet {
  readonly name: string;
  /** 1-based place in the workbook, hidden sheets counted. */
  readonly number: number;
  readonly hidden: boolean;
  readonly part: ZipEntry;
}

export interface Workbook {
  readonly is1904: boolean;
  readonly sheets: readonly Sheet[];
  readonly sharedStrings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
}

interface Relation {
  readonly id: string;
  /** The last word of the type: it is the same in the transitional and the strict vocabulary. */
  readonly kind: string;
  /** Path of the part that is meant. */
  readonly target: string;
}

/** What a workbook consists of, found as the standard says: by relations, whatever the parts are called. */
export const readWorkbook = async (file: Package): Promise<Workbook> => {
  const root = (await relations(file, '')).find((relation) => relation.kind === 'officeDocument');
  const path = root?.target ?? 'xl/workbook.xml';
  const part = file.part(path);
  if (part === undefined || !/\.xml$/i.test(path)) throw notXlsx(file);
  const related = await relations(file, path);
  const found: { name: string; hidden: boolean; id: string }[] = [];
  let is1904 = false;
  let depth = 0;
  await readPart(file, part, {
    open: (name, attributes) => {
      const element = localName(name);
      depth += 1;
      // extensions have elements of the same names, deeper
      if (element === 'workbookPr' && depth === 2) is1904 = isTrue(attributes['date1904']);
      if (element !== 'sheet' || depth !== 3) return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const hidden = /^(?:very)?hidden$/i.test(attributes['state'] ?? '');
      found.push({ name: attributes['name'] ?? '', hidden, id });
    },
    close: () => (depth -= 1),
  });
  const sheets = found.flatMap(({ name, hidden, id }, index) => {
    const relation = related.find((candidate) => candidate.id === id);
    // charts and dialogs are sheets without rows
    if (relation?.kind !== 'worksheet') return [];
    const sheet = file.part(relation.target);
    if (sheet === undefined)
      throw new Fault('format.damaged', { file: file.name, reason: `the sheet ${name} is missing in it` });
    return [{ name, hidden, number: index + 1, part: sheet }];
  });
  const partOf = (kind: string, usual: string) =>
    file.part(related.find((relation) => relation.kind === kind)?.target ?? usual);
  return {
    is1904,
    sheets,
    sharedStrings: partOf('sharedStrings', posix.join(posix.dirname(path), 'sharedStrings.xml')),
    styles: partOf('styles', posix.join(posix.dirname(path), 'styles.xml')),
  };
};

const relations = async (file: Package, path: string): Promise<readonly Relation[]> => {
  const folder = posix.dirname(path);
  const part = file.part(posix.join(folder, '_rels', `${posix.basename(path)}.rels`));
  const found: Relation[] = [];
  if (part === undefined) return found;
  await readPart(file, part, {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (localName(name) !== 'Relationship' || mode === 'External') return;
      const absolute = /^[/\\]/.test(target) ? target : posix.join(folder, target.replaceAll('\\', '/'));
      found.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: absolute });
    },
    close: () => {},
  });
  return found;
};

const notXlsx = (file: Package): Fault =>
  file.zip.entries.some((entry) => /(^|\/)workbook\.bin$/i.test(entry.name))
    ? new Fault('format.unsupported', {
        file: file.name,
        reason: 'a binary workbook (.xlsb)',
        suggestion: 'Save it as an Excel workbook (.xlsx).',
      })
    : new Fault('format.unsupported', {
        file: file.name,
        reason: 'the ZIP holds no Excel workbook',
        suggestion: 'Save it as an Excel workbook (.xlsx).',
      });

export const isTrue = (value: string | undefined): boolean =>
  value === '1' || value === 'true' || value === 'on';
