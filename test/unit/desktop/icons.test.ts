import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { asTemplate, states } from '../../../build/icons/draw-icons.ts';
import { OverallState } from '../../../electron/contract/state.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const drawing = readFileSync(path.join(root, 'build/icons/sluice.svg'), 'utf8');

/** How much of each pixel is seen, 0 to 255: all that a template image says. */
const opacity = (svg: string): readonly number[] => {
  const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: 22 } }).render();
  return [...pixels].filter((_, index) => index % 4 === 3);
};

test('there is a drawing for every state', () => {
  expect([...states].toSorted()).toEqual([...OverallState.options].toSorted());
});

test('without any colour, every two states can be told apart', () => {
  const drawn = states.map((state) => ({ state, seen: opacity(asTemplate(drawing, state)) }));
  for (const { state, seen } of drawn) {
    expect(
      seen.some((value) => value > 200),
      state,
    ).toBe(true);
    for (const other of drawn.filter((one) => one.state !== state)) {
      const different = seen.filter((value, index) => Math.abs(value - (other.seen[index] ?? 0)) > 100);
      expect(different.length, `${state} and ${other.state}`).toBeGreaterThan(15);
    }
  }
});

test("the window's own icon is the same drawing", () => {
  const outlines = (svg: string): readonly string[] =>
    [...svg.matchAll(/ d="([^"]+)"/g)].map(([, outline = '']) => outline);
  const [figure = ''] = /<g id="figure"[\s\S]*?<\/g>/.exec(drawing) ?? [];
  expect(outlines(figure)).toEqual(outlines(readFileSync(path.join(root, 'renderer/sluice.svg'), 'utf8')));
});
