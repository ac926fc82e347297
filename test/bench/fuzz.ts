// npm run bench:fuzz [-- --files 10000 --seed 1 --from 0 --only delimited --keep FOLDER --tolerant --delimiter '~' --delimiter '||']: damages files and converts them
import { parseArgs } from 'node:util';
import { runFuzz } from '../support/conversion/fuzz/run-fuzz.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    keep: { type: 'string' },
    delimiter: { type: 'string', multiple: true },
    tolerant: { type: 'boolean', default: false },
  },
});
const from = Number(values.from);
const started = performance.now();
const table = await runFuzz({
  seed: Number(values.seed),
  from,
  to: from + Number(values.files),
  only: values.only,
  keep: values.keep,
  tolerant: values.tolerant,
  delimiters: values.delimiter,
  converters: 2,
  onWrong: (line) => console.log(`wrong  ${line}`),
});
console.log(table.text);
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = table.wrong === 0 ? 0 : 1;
