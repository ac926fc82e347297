import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import { listen, openWindow } from './served.ts';

test(
  'one click gives a connection, tables and a first delivery; another stops it',
  { timeout: 120_000 },
  async () => {
    const window = await openWindow();
    try {
      const events = await listen(window);
      expect(await window.call('sandbox.state', {})).toEqual({ running: false, endpoint: null, tables: [] });
      expect(await window.call('sandbox.try', {})).toEqual({ connection: 'sandbox' });
      await events.until(
        (push) =>
          push.kind === 'events' &&
          push.events.some(
            ({ event }) =>
              event.type === 'state' && event.state === 'delivered' && event.table === 'customer',
          ),
      );
      const rows = async () => {
        const state = (await window.call('sandbox.state', {})) as CallOutput<'sandbox.state'>;
        return state.tables.find(({ table }) => table === 'customer')?.rows;
      };
      await expect.poll(rows, { timeout: 30_000, interval: 200 }).toBe(2000);
      expect(
        await window.call('sandbox.show', { connection: 'sandbox', table: 'customer', limit: 3 }),
      ).toMatchObject({ rows: { length: 3 } });

      await window.call('sandbox.stop', {});
      expect(await window.call('sandbox.state', {})).toMatchObject({ running: false, endpoint: null });
      // what it loaded can still be looked at
      expect(await rows()).toBe(2000);
      const { status } = (await window.call('window.snapshot', {})) as CallOutput<'window.snapshot'>;
      expect(status.connections[0]?.state).toBe('paused');

      await window.call('sandbox.try', {});
      const after = (await window.call('configuration.get', {})) as CallOutput<'configuration.get'>;
      expect(after.connections.map(({ name }) => name)).toEqual(['sandbox']);
      const { secret } = identityIn(window.folder);
      const written = readFileSync(join(window.folder, 'sluice.yaml'), 'utf8');
      expect(written + JSON.stringify(after) + JSON.stringify(events.pushes)).not.toContain(secret);
      events.close();
    } finally {
      await window.close();
    }
  },
);

test(
  'a table that is added to the sandbox’s connection is known to the sandbox',
  { timeout: 60_000 },
  async () => {
    const window = await openWindow();
    try {
      const events = await listen(window);
      await window.call('sandbox.try', {});
      const lane = { connection: 'sandbox', table: 'added' };
      const { path: folder } = (await window.call('folder.suggest', lane)) as CallOutput<'folder.suggest'>;
      await window.call('table.save', {
        connection: 'sandbox',
        table: { name: 'added', folder, settleSeconds: 0 },
      });
      writeFileSync(join(folder, 'first.csv'), 'a;b\n1;2\n');
      const ended = await events.until(
        (push) =>
          push.kind === 'events' &&
          push.events.some(
            ({ event }) =>
              event.type === 'state' &&
              event.table === 'added' &&
              (event.state === 'delivered' || event.state === 'rejected'),
          ),
      );
      expect(JSON.stringify(ended)).toContain('"state":"delivered"');
      events.close();
    } finally {
      await window.close();
    }
  },
);

const identityIn = (folder: string): { readonly secret: string } => {
  const text = readFileSync(join(folder, 'data/sandbox/identity.json'), 'utf8');
  return { secret: (JSON.parse(text) as { secretAccessKey: string }).secretAccessKey };
};
