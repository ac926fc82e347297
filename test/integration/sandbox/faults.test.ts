import { expect, test } from 'vitest';
import { FaultList, readLoads } from '../../../electron/sandbox/index.ts';
import { parquetBytes, started } from './sandbox-fixture.ts';
import { keyOf, send } from './signed-request.ts';

const file = () => parquetBytes('SELECT range AS id FROM range(50000)');

test('a status with Retry-After is answered so often and no more', async () => {
  const faults = new FaultList();
  faults.add({ status: 503, retryAfter: 7, times: 2 });
  const sandbox = await started({ faults });
  const answers = [await send(sandbox, {}), await send(sandbox, {}), await send(sandbox, {})];
  expect(answers.map((answer) => [answer.status, answer.code, answer.headers['retry-after']])).toEqual([
    [503, 'SlowDown', '7'],
    [503, 'SlowDown', '7'],
    [200, undefined, undefined],
  ]);
});

test('a fault strikes only what it matches', async () => {
  const faults = new FaultList();
  faults.add({ status: 500, code: 'InternalError', match: ({ operation }) => operation === 'HeadObject' });
  const sandbox = await started({ faults });
  expect((await send(sandbox, {})).status).toBe(200);
  expect((await send(sandbox, { method: 'HEAD' })).status).toBe(500);
});

test('a reset in the middle of the body leaves nothing behind', async () => {
  const faults = new FaultList();
  faults.add({ resetAfter: 1000, times: 1 });
  const sandbox = await started({ faults });
  const body = await file();
  await expect(send(sandbox, { key: keyOf('event'), body })).rejects.toThrow();
  expect(await readLoads(sandbox.directory)).toEqual([]);
  expect((await send(sandbox, { key: keyOf('event'), body })).status).toBe(200);
});

test('a dropped reply belongs to an object that is there', async () => {
  const faults = new FaultList();
  faults.add({ dropReply: true, times: 1 });
  const sandbox = await started({ faults });
  await expect(send(sandbox, { key: keyOf('event'), body: await file() })).rejects.toThrow();
  expect(await readLoads(sandbox.directory)).toHaveLength(1);
  expect((await send(sandbox, { method: 'HEAD', key: keyOf('event') })).status).toBe(200);
});

test('a stalled request does not keep the sandbox from closing', async () => {
  const faults = new FaultList();
  faults.add({ stallAfter: 10, stallMilliseconds: 3_600_000 });
  const sandbox = await started({ faults, log: () => undefined });
  const stalled = send(sandbox, { key: keyOf('event'), body: await file() });
  const ended = expect(stalled).rejects.toThrow();
  await sandbox.close();
  await ended;
}, 20_000);
