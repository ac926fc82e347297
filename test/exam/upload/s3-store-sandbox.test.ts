import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../electron/sandbox/index.ts';
import {
  accessKeyId,
  connectionId,
  keyOf,
  openTestStore,
  secret,
} from '../../integration/upload/open-store.ts';
import { examineObjectStore } from './object-store-exam.ts';

examineObjectStore("S3 against the project's own sandbox", async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-exam-sandbox-'));
  const sandbox = await startSandbox({
    directory,
    port: 0,
    connections: [
      {
        name: 'exam',
        connectionId,
        accessKeyId,
        secretAccessKey: secret,
        tables: [{ name: 'order', structure: 'flat', primaryKey: [] }],
      },
    ],
  });
  const store = await openTestStore(sandbox.endpoint);
  return {
    store,
    keyFor: keyOf,
    [Symbol.asyncDispose]: async () => {
      store[Symbol.dispose]();
      await sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
});
