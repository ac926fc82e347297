import { Fault } from '../../contract/fault.ts';
import { sourceBytes } from '../source/source-bytes.ts';

const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const utf16 = (name: string): string => Buffer.from(name, 'utf16le').toString('latin1');
const encrypted = utf16('EncryptedPackage');
const oldWorkbook = [utf16('Workbook\0'), utf16('Book\0')];

/**
 * Refuses OLE compound files by name: an encrypted workbook (`format.encrypted`) and the formats from before 2007
 * (`format.unsupported`). Their directory of streams may stand anywhere in the file and holds names in UTF-16.
 */
export const refuseCompound = async (path: string, name: string, signal: AbortSignal): Promise<void> => {
  let carried = '';
  let first = true;
  let old = false;
  for await (const chunk of sourceBytes(path, { name, signal })) {
    if (first && !chunk.subarray(0, signature.length).equals(signature)) return;
    first = false;
    const text = carried + chunk.toString('latin1');
    if (text.includes(encrypted)) throw new Fault('format.encrypted', { file: name });
    old ||= oldWorkbook.some((stream) => text.includes(stream));
    carried = text.slice(-encrypted.length);
  }
  if (first) return;
  throw new Fault('format.unsupported', {
    file: name,
    reason: old ? 'a workbook in the format from before 2007 (.xls)' : 'a compound file that is no workbook',
    suggestion: 'Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).',
  });
};
