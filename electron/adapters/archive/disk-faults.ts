import { Fault } from '../../contract/fault.ts';

/** The system's code of an error, e.g. `ENOENT`; empty for errors of another kind. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

/** Why a file cannot be set aside: every such fault waits for the world to change. */
export const diskFault = (folder: string, thrown: unknown): Fault => {
  if (thrown instanceof Fault) return thrown;
  const code = codeOf(thrown);
  const options = { cause: thrown };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Fault('disk.full', { path: folder }, options);
    case 'ENOENT':
      return new Fault('folder.missing', { path: folder }, options);
    case 'EROFS':
      return new Fault('folder.notWritable', { path: folder, reason: 'the volume is read-only' }, options);
    case 'EBUSY':
      return new Fault(
        'folder.notWritable',
        { path: folder, reason: 'another program holds the file' },
        options,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new Fault(
        'folder.notWritable',
        { path: folder, reason: 'a file lies where a folder should be' },
        options,
      );
    default:
      return new Fault(
        'folder.notWritable',
        { path: folder, reason: code === '' ? String(thrown) : code },
        options,
      );
  }
};
