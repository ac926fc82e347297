import { MakerBase, type MakerOptions } from '@electron-forge/maker-base';
import path from 'node:path';

/** What `electron-installer-redhat` is told; it has no types of its own. */
export interface RpmSettings {
  readonly options: Readonly<Record<string, unknown>>;
}

interface Installer {
  (settings: object): Promise<{ readonly packagePaths: string[] }>;
}

const architectures: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  armv7l: 'armv7hl',
};

/** Forge 8 has no maker for RPM packages beyond an alpha: this one calls the same installer. */
export class MakerRpm extends MakerBase<RpmSettings> {
  override name = 'rpm';
  override defaultPlatforms: ['linux'] = ['linux'];
  override requiredExternalBinaries = ['rpmbuild'];

  override isSupportedOnCurrentPlatform(): boolean {
    return process.platform === 'linux' && this.isInstalled('electron-installer-redhat');
  }

  override async make({ dir, makeDir, targetArch }: MakerOptions): Promise<string[]> {
    const target = path.resolve(makeDir, 'rpm', targetArch);
    await this.ensureDirectory(target);
    const name = 'electron-installer-redhat';
    const { default: install } = (await import(name)) as { readonly default: Installer };
    const { packagePaths } = await install({
      ...this.config,
      arch: architectures[targetArch] ?? targetArch,
      src: dir,
      dest: target,
    });
    return packagePaths;
  }
}
