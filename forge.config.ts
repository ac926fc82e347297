import { MakerDeb } from '@electron-forge/maker-deb';
import { MakerDMG } from '@electron-forge/maker-dmg';
import { MakerSquirrel } from '@electron-forge/maker-squirrel';
import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import type { ForgeConfig } from '@electron-forge/shared-types';
import path from 'node:path';
import { buildDesktop } from './build/desktop/build.ts';
import { electronZipFolder, missingElectron } from './build/packaging/electron-zip.ts';
import { fuses } from './build/packaging/fuses.ts';
import { MakerRpm } from './build/packaging/maker-rpm.ts';
import { makerWith } from './build/packaging/programs.ts';
import { copyNativeModules, trimPackageFile } from './build/packaging/native-modules.ts';

const root = import.meta.dirname;
const icons = path.join(root, '.vite/icons');
const modules = path.join(root, 'node_modules');
const maintainer = process.env['SLUICE_MAINTAINER'] ?? 'The Sluice project';
const description = 'Delivers files from watched folders to the Celonis Platform';

/** Only the build goes into the app; source maps stay out. */
const isKept = (file: string): boolean =>
  file === '' ||
  file === '/package.json' ||
  file === '/LICENSE' ||
  file === '/.vite' ||
  (file.startsWith('/.vite/') && !file.endsWith('.map'));

/** Signing and notarisation happen where the environment brings what they need. */
const { APPLE_ID, APPLE_PASSWORD, APPLE_TEAM_ID, WINDOWS_CERTIFICATE, WINDOWS_CERTIFICATE_PASSWORD } =
  process.env;
const notarisation =
  APPLE_ID !== undefined && APPLE_PASSWORD !== undefined && APPLE_TEAM_ID !== undefined
    ? { osxNotarize: { appleId: APPLE_ID, appleIdPassword: APPLE_PASSWORD, teamId: APPLE_TEAM_ID } }
    : {};
const macSigning =
  APPLE_TEAM_ID === undefined
    ? {}
    : {
        osxSign: {
          optionsForFile: () => ({
            hardenedRuntime: true,
            entitlements: path.join(root, 'build/packaging/entitlements.plist'),
          }),
        },
      };
const windowsSigning =
  WINDOWS_CERTIFICATE === undefined
    ? {}
    : { certificateFile: WINDOWS_CERTIFICATE, certificatePassword: WINDOWS_CERTIFICATE_PASSWORD ?? '' };

const linux = {
  name: 'sluice-desktop',
  productName: 'Sluice',
  genericName: 'File delivery',
  description,
  bin: 'sluice-desktop',
  icon: path.join(icons, 'sluice.png'),
  categories: ['Office', 'Utility'] satisfies ('Office' | 'Utility')[],
  desktopTemplate: path.join(root, 'build/packaging/sluice.desktop.ejs'),
};

/** xz makes the smallest package and takes a minute; gzip takes seconds. */
const debCompression = process.env['DEB_COMPRESSION'] === 'gzip' ? 'gzip' : 'xz';

// `compression` is known to the installer and not to its types
const debOptions = {
  ...linux,
  section: 'utils' as const,
  maintainer,
  depends: ['libc6', 'libstdc++6', 'libsecret-1-0'],
  compression: debCompression,
};

const zipFolder = electronZipFolder();

const config: ForgeConfig = {
  outDir: process.env['SLUICE_OUT'] ?? path.join(root, 'out'),
  packagerConfig: {
    name: 'Sluice',
    executableName: 'sluice-desktop',
    appBundleId: 'com.sluice.desktop',
    win32metadata: { CompanyName: maintainer, FileDescription: 'Sluice' },
    appCategoryType: 'public.app-category.business',
    icon: path.join(icons, 'sluice'),
    asar: { unpack: '**/*.{node,so,dylib,dll}' },
    ignore: (file: string) => !isKept(file),
    // nothing of node_modules is taken over but what the hook below copies
    prune: false,
    ...(zipFolder === undefined ? {} : { electronZipDir: zipFolder }),
    extraResource: [path.join(root, '.vite/licences.txt')],
    ...macSigning,
    ...notarisation,
  },
  // Node-API modules come ready made: nothing is compiled for Electron
  rebuildConfig: { onlyModules: [] },
  hooks: {
    generateAssets: async (_config, platform, arch) => {
      const electron = (await import('./package.json', { with: { type: 'json' } })).default.devDependencies
        .electron;
      const missing = await missingElectron(electron, platform, arch);
      if (missing !== undefined) throw new Error(missing);
      // a build that stands already may be packaged as it is
      if (process.env['SLUICE_KEEP_BUILD'] !== '1') await buildDesktop();
    },
    packageAfterCopy: async (_config, buildPath, _version, platform, arch) => {
      await trimPackageFile(buildPath);
      await copyNativeModules(modules, buildPath, platform, arch);
    },
  },
  makers: [
    new MakerSquirrel({
      name: 'Sluice',
      // NuGet refuses a package that names nobody
      authors: maintainer,
      description,
      setupIcon: path.join(icons, 'sluice.ico'),
      ...windowsSigning,
    }),
    new MakerDMG({ name: 'Sluice', icon: path.join(icons, 'sluice.icns') }),
    new MakerZIP({}, ['darwin', 'linux']),
    new MakerDeb({ options: debOptions }),
    ...makerWith(
      'rpmbuild',
      'the RPM package',
      () =>
        new MakerRpm({ options: { ...linux, license: 'Apache-2.0', requires: ['libsecret'] } }, ['linux']),
    ),
  ],
  plugins: [new FusesPlugin(fuses)],
};

export default config;
