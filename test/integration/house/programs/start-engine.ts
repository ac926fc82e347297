// Starts the engine of a source tree on an empty data directory, with one file waiting in its watched folder and an
// endpoint where nobody listens; ends when the file is converted and the upload found nobody.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as EngineModule from '../../../../electron/compose/engine.ts';
import { Configuration } from '../../../../electron/contract/configuration.ts';
import type { EngineEvent } from '../../../../electron/contract/events.ts';

const [, , tree = '', work = ''] = process.argv;
const module: unknown = await import(pathToFileURL(join(tree, 'electron', 'compose', 'engine.ts')).href);
const { startEngine } = module as typeof EngineModule;

const folder = join(work, 'drop');
const dataDirectory = join(work, 'data');
mkdirSync(folder, { recursive: true });
mkdirSync(dataDirectory);
writeFileSync(join(folder, 'orders.csv'), 'order_id;amount\n0001;12,50\n0002;7,25\n');

const seen: string[] = [];
const { promise: over, resolve } = Promise.withResolvers<void>();
const onEvent = (event: EngineEvent) => {
  if (event.type === 'state') seen.push(event.state);
  if (event.type === 'trouble' || (event.type === 'state' && event.state === 'rejected')) {
    console.error(event.message);
    resolve();
  }
  if (event.type === 'retrying' && event.fault.code.startsWith('network.')) {
    seen.push(event.fault.code);
    resolve();
  }
};
const engine = await startEngine({
  configuration: Configuration.parse({
    connections: [
      {
        name: 'dev',
        endpoint: 'http://127.0.0.1:9/api/data-ingestion',
        region: 'eu-central-1',
        connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
        credentials: { env: ['ACCESS', 'SECRET'] },
        tables: [{ name: 'orders', folder, primaryKey: ['order_id'], settleSeconds: 0 }],
      },
    ],
  }),
  dataDirectory,
  program: 'test',
  onEvent,
  environment: { ACCESS: 'key', SECRET: 'word' },
});
await over;
await engine.close();
console.log(JSON.stringify(seen));
