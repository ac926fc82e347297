import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SmallDatabases } from '../../../electron/workers/duckdb/small-databases.ts';
import { scratch } from '../../support/sluice.ts';

const place = () => {
  const folder = scratch();
  const temporary = join(folder.path, 'temporary', '1');
  mkdirSync(temporary, { recursive: true });
  mkdirSync(join(folder.path, 'spool'));
  writeFileSync(join(folder.path, 'secret.csv'), 'a\n1\n');
  const small = new SmallDatabases();
  return {
    path: folder.path,
    lend: (bytes = 100) =>
      small.lend({
        temporary,
        files: [join(folder.path, 'spool', '1.parquet.part')],
        memoryLimit: 64 * 1024 ** 2,
        bytes,
      }),
    [Symbol.dispose]: () => {
      small.close();
      folder[Symbol.dispose]();
    },
  };
};

it('one database serves small jobs one after the other, and a job that fails takes it along', async () => {
  using at = place();
  const first = await at.lend();
  expect(await at.lend(), 'while it is lent out').toBeUndefined();
  first?.close(true);
  const second = await at.lend();
  expect(second?.connection).toBe(first?.connection);
  second?.close(false);
  const third = await at.lend();
  expect(third?.connection).not.toBe(first?.connection);
  third?.close(true);
  expect(await at.lend(2 * 1024 ** 2), 'for a job that is not small').toBeUndefined();
});

it('it writes to the folders of jobs, and reaches nothing else', async () => {
  using at = place();
  const lent = await at.lend();
  const into = join(at.path, 'spool', '1.parquet.part');
  await lent?.connection.run(`COPY (SELECT 1 AS a) TO '${into}' (FORMAT parquet)`);
  const beside = join(at.path, 'secret.csv');
  await expect(lent?.connection.run(`SELECT * FROM read_csv('${beside}')`)).rejects.toThrow(
    /permission|disabled/i,
  );
  await expect(lent?.connection.run('SET enable_external_access = true')).rejects.toThrow(/lock|cannot/i);
  lent?.close(false);
});
