// npm run bench:fidelity [-- WORD…]: converts the whole corpus, or the categories and files whose names hold a word
import { corpus } from '../fixtures/conversion/corpus/index.ts';
import { Converting } from '../support/conversion/converting.ts';
import { judgeCase } from '../support/conversion/judge-case.ts';
import { FidelityTable } from '../support/conversion/fidelity-table.ts';

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = corpus.filter(({ category, name }) => {
  const full = `${category}/${name}`.toLowerCase();
  return words.length === 0 || words.some((word) => full.includes(word));
});

const converting = await Converting.open();
const table = new FidelityTable();
try {
  for (const one of chosen) {
    const verdict = await judgeCase(converting, one);
    table.add(one.category, verdict);
    if (verdict.kind === 'wrong') console.log(`wrong  ${one.category}/${one.name}: ${verdict.detail}`);
  }
} finally {
  await converting.close();
}
console.log(table.text);
process.exitCode = table.wrong === 0 ? 0 : 1;
