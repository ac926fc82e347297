import { statfs, realpath } from 'node:fs/promises';

/** File systems of Linux whose files change without local events: statfs(2) types. */
const remoteTypes = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xfe534d42, // SMB2
  0xff534d42, // CIFS
  0x65735546, // FUSE
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x01021997, // 9p, as in WSL and virtual machines
  0x786f4256, // VirtualBox shared folders
  0x73757245, // Coda
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
]);

/** Whether a file system type, as statfs names it on Linux, is a network share or behaves like one. */
export const remoteType = (type: number): boolean => remoteTypes.has(type >>> 0);

/** Whether a Windows path leads to a server: `\\server\share`, also behind `\\?\UNC\`; not `\\?\C:\` or `\\.\`. */
export const uncPath = (path: string): boolean =>
  /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(path) || /^[\\/]{2}[^\\/?.]/.test(path);

/**
 * Whether a folder is on a network share. Linux knows; Windows tells a mapped drive by its real path; on macOS whatever
 * is mounted under /Volumes counts as one, external disks included, since those are read every few seconds at little cost.
 */
export const onNetwork = async (folder: string): Promise<boolean> => {
  switch (process.platform) {
    case 'linux':
      return remoteType((await statfs(folder)).type);
    case 'win32':
      return uncPath(folder) || uncPath(await realpath(folder));
    case 'darwin':
      return (await realpath(folder)).startsWith('/Volumes/');
    default:
      return false;
  }
};
