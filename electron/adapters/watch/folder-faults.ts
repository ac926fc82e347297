import { Fault } from '../../contract/fault.ts';

/** The system's code of an error, e.g. `ENOENT`; empty for errors of another kind. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

/** Why a watched folder cannot be read. */
export const folderFault = (path: string, thrown: unknown): Fault => {
  if (thrown instanceof Fault) return thrown;
  const code = codeOf(thrown);
  if (code === 'ENOENT') return new Fault('folder.missing', { path }, { cause: thrown });
  const reason = code === 'ENOTDIR' ? 'it is not a folder' : code === '' ? String(thrown) : code;
  return new Fault('folder.unreadable', { path, reason }, { cause: thrown });
};
