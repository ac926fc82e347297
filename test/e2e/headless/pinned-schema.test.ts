import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { setStage } from '../../support/engine.ts';
import { sluice } from '../../support/sluice.ts';

it('a pinned schema is exported, edited, imported and forgotten on the command line', async () => {
  await using stage = await setStage([{ name: 'order' }]);
  stage.drop('order', 'a.csv', 'id;amount\n1;2\n');
  await stage.start();
  await stage.untilIdle();
  await stage.stop();
  const data = ['--data', join(stage.root, 'data')];

  const exported = await sluice(['schema', 'export', 'order', ...data]);
  expect(exported.code).toBe(0);
  const schema = JSON.parse(exported.stdout) as { columns: { column: { name: string; type: string } }[] };
  expect(schema.columns.map(({ column }) => column)).toEqual([
    { name: 'id', type: 'INTEGER' },
    { name: 'amount', type: 'INTEGER' },
  ]);

  const file = join(stage.root, 'schema.json');
  const amount = schema.columns[1];
  if (amount !== undefined) amount.column.type = 'STRING';
  writeFileSync(file, JSON.stringify(schema));
  expect((await sluice(['schema', 'import', 'order', file, ...data])).code).toBe(0);
  stage.drop('order', 'b.csv', 'id;amount\n2;many\n');
  await stage.start();
  await stage.untilIdle();
  expect(stage.history().map((row) => row.state)).toEqual(['delivered', 'delivered']);
  await stage.stop();

  expect((await sluice(['schema', 'reset', 'order', ...data])).code).toBe(0);
  expect(await sluice(['schema', 'export', 'order', ...data])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No schema is pinned for order yet'),
  });
  expect(await sluice(['schema', 'reset', 'ordr', ...data])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean order?'),
  });
});
