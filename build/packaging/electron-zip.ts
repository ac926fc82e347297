import { existsSync } from 'node:fs';
import path from 'node:path';

/** The name under which Electron publishes its build for a platform, and under which a local copy is looked for. */
export const electronZipName = (version: string, platform: string, arch: string): string =>
  `electron-v${version}-${platform}-${arch}.zip`;

/** Where the network has no Electron: a folder that holds the ZIP. `ELECTRON_ZIP_DIR` names it. */
export const electronZipFolder = (): string | undefined => process.env['ELECTRON_ZIP_DIR'] || undefined;

const host = 'https://github.com/electron/electron/releases/download';

const reachable = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(address, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    });
    return response.status < 400;
  } catch {
    return false;
  }
};

/** Why the app cannot be packaged here, with the ways out; undefined where it can. */
export const missingElectron = async (
  version: string,
  platform: string,
  arch: string,
): Promise<string | undefined> => {
  const name = electronZipName(version, platform, arch);
  const folder = electronZipFolder();
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  if (folder !== undefined) {
    return existsSync(path.join(folder, name))
      ? undefined
      : `ELECTRON_ZIP_DIR is ${folder}, and ${name} is not in it.`;
  }
  const address = mirror === undefined ? `${host}/v${version}/${name}` : `${mirror}v${version}/${name}`;
  if (await reachable(address)) return undefined;
  return [
    `Electron ${version} for ${platform}-${arch} is needed and cannot be downloaded from here.`,
    `Put ${name} into a folder and set ELECTRON_ZIP_DIR to it, or set ELECTRON_MIRROR to a mirror that has it.`,
  ].join('\n');
};
