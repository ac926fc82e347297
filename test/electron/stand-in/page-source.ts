import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** A module of `page/` (type imports and named exports only) as a script: its exports become plain names. */
const script = (name: string): string =>
  stripTypeScriptTypes(readFileSync(new URL(name, import.meta.url), 'utf8')).replaceAll(/^export /gm, '');

/** The page's own half of the bridge. `secret` differs for every window. */
export const pageScript = (secret: string): string =>
  `(() => { ${script('page/bridge.ts')}\n${script('page/file-fields.ts')}
  createBridge(${JSON.stringify(secret)}, 'page', 'preload');
  showFileFields(); })()`;

/** The preload's world: bridge, codec, `require('electron')`, and then the preload itself. */
export const preloadScript = (secret: string, preload: string, process: object): string =>
  `(() => { ${script('codec.ts')}\n${script('page/bridge.ts')}\n${script('page/preload-world.ts')}
  const { expose } = createBridge(${JSON.stringify(secret)}, 'preload', 'page');
  runPreload({ encode, decode, expose, preload: ${JSON.stringify(preload)}, process: ${JSON.stringify(process)} });
  })()`;
