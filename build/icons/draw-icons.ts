// Every icon of the app from one drawing: `sluice.svg`.
import { Resvg } from '@resvg/resvg-js';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { icnsOf, icoOf, type Picture } from './containers.ts';

export const states = ['idle', 'working', 'paused', 'waiting', 'attention', 'stopped'] as const;
export type State = (typeof states)[number];

/** So small that the simpler figure is the clearer one, in pixels. */
const smallest = 32;

const group = (id: string): RegExp => new RegExp(`<g id="${id}"[^>]*>[\\s\\S]*?</g>`);
const without = (svg: string, ids: readonly string[]): string =>
  ids.reduce((text, id) => text.replace(group(id), ''), svg);

/** The app's own icon, without a badge. */
export const plain = (svg: string, size: number): string =>
  without(svg, [...states, size <= smallest ? 'figure' : 'small']);

/** What stands around a badge, so that it can be told from the figure: the same outline, wider. */
const ringed = (badge: string, colour: string, width: number): string => {
  const [outline = ''] = /<(circle|path)[^>]*\/>/.exec(badge) ?? [];
  return outline.replace(/fill="[^"]*"/, `fill="${colour}" stroke="${colour}" stroke-width="${width}"`);
};

/** The icon with the badge of a state. */
const badged = (svg: string, state: State): string => {
  const [, ground = ''] = /<rect id="ground"[^>]*fill="([^"]*)"/.exec(svg) ?? [];
  const [badge = ''] = group(state).exec(svg) ?? [];
  const others = states.filter((other) => other !== state);
  return without(svg, ['figure', ...others]).replace(badge, `${ringed(badge, ground, 44)}${badge}`);
};

/**
 * macOS colours template images itself: only their opacity counts. The ground goes, figure and badge are black, and the
 * badge stands in a gap of its own outline.
 */
export const asTemplate = (svg: string, state: State): string => {
  const [badge = ''] = group(state).exec(svg) ?? [];
  const all = '<rect width="512" height="512" fill="#fff"/>';
  // in a mask white is what is seen: the badge, without the sign that stands on it
  const shape = badge
    .replaceAll('#fff"', 'sign"')
    .replaceAll(/#[0-9a-f]{6}/g, '#fff')
    .replaceAll('sign"', '#000"');
  const masks =
    `<mask id="gap">${all}${ringed(badge, '#000', 64)}</mask>` +
    `<mask id="badge"><g stroke-linecap="round" stroke-linejoin="round">${shape}</g></mask>`;
  const figure = (group('small').exec(svg)?.[0] ?? '').replaceAll(/#[0-9a-f]{6}/g, '#000');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${masks}` +
    `<g mask="url(#gap)" transform="translate(-24 -24) scale(1.06)">${figure}</g>` +
    `<rect width="512" height="512" fill="#000" mask="url(#badge)"/></svg>`
  );
};

const png = (svg: string, size: number): Uint8Array =>
  new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } })
    .render()
    .asPng();

const pictures = (drawing: (size: number) => string, sizes: readonly number[]): Picture[] =>
  sizes.map((size) => ({ size, png: png(drawing(size), size) }));

/** Writes all icons into a folder. */
export const drawIcons = async (folder: string): Promise<void> => {
  const svg = await readFile(path.join(import.meta.dirname, 'sluice.svg'), 'utf8');
  const own = (size: number): string => plain(svg, size);
  await mkdir(folder, { recursive: true });
  const write = (name: string, content: Uint8Array): Promise<void> =>
    writeFile(path.join(folder, name), content);
  await write('sluice.png', png(own(512), 512));
  await write('sluice.ico', icoOf(pictures(own, [16, 24, 32, 48, 64, 128, 256])));
  await write('sluice.icns', icnsOf(pictures(own, [16, 32, 64, 128, 256, 512, 1024])));
  for (const state of states) {
    const drawing = (): string => badged(svg, state);
    await write(`tray-${state}.png`, png(drawing(), 24));
    await write(`tray-${state}@2x.png`, png(drawing(), 48));
    await write(`tray-${state}.ico`, icoOf(pictures(drawing, [16, 20, 24, 32, 48])));
    const template = asTemplate(svg, state);
    await write(`tray-${state}Template.png`, png(template, 18));
    await write(`tray-${state}Template@2x.png`, png(template, 36));
  }
};
