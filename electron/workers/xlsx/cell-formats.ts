import { numberKind, type NumberKind } from '../../core/convert/xlsx/number-format.ts';
import { localName } from '../xml/parse-xml.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { readPart, type Package } from './part.ts';

/** By style number of a cell: what its number format says that its number is. */
export const readCellFormats = async (
  file: Package,
  part: ZipEntry | undefined,
): Promise<readonly NumberKind[]> => {
  if (part === undefined) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCodes = false;
  let inCells = false;
  await readPart(file, part, {
    open: (name, attributes) => {
      switch (localName(name)) {
        case 'numFmts':
          inCodes = true;
          break;
        case 'numFmt':
          // styles of conditional formats define formats too, under numbers of their own: cells cannot refer to them
          if (inCodes && attributes['numFmtId'] !== undefined && attributes['formatCode'] !== undefined)
            codes.set(Number(attributes['numFmtId']), attributes['formatCode']);
          break;
        case 'cellXfs':
          inCells = true;
          break;
        case 'xf':
          if (inCells) formats.push(Number(attributes['numFmtId'] ?? 0));
          break;
      }
    },
    close: (name) => {
      if (localName(name) === 'cellXfs') inCells = false;
      if (localName(name) === 'numFmts') inCodes = false;
    },
  });
  return formats.map((id) => numberKind(id, codes.get(id)));
};
