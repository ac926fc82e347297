import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * What the packaged binary may do. It runs no scripts, listens to no variables and debuggers, encrypts cookies, and loads
 * the app from its archive alone, whose integrity it checks.
 */
export const fuses = {
  version: FuseVersion.V1,
  // a fuse that a later Electron adds must be decided upon here
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const;
