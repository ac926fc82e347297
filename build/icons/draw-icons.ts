// Every icon of the app from one drawing: `sluice.svg`.
import { Resvg } from '@resvg/resvg-js';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { icnsOf, icoOf, type Picture } from './containers.ts';

const states = ['idle', 'working', 'paused', 'waiting', 'attention', 'stopped'] as const;
type State = (typeof states)[number];

const group = (id: string): RegExp => new RegExp(`<g id="${id}">[\\s\\S]*?</g>`);

/** The drawing with one badge, or with none. */
const withBadge = (svg: string, shown: State | undefined): string =>
  states.filter((state) => state !== shown).reduce((text, state) => text.replace(group(state), ''), svg);

/**
 * macOS colours template images itself: only their opacity counts. The ground goes, the figure is black, and the badge
 * stands in a gap so that its shape can be told.
 */
const asTemplate = (svg: string, state: State): string => {
  // in a mask white is what is seen: the badge's ground, without the sign that stands on it
  const badge = (group(state).exec(svg)?.[0] ?? '')
    .replaceAll('#fff', '#sign')
    .replaceAll(/#[0-9a-f]{6}/g, '#fff')
    .replaceAll('#sign', '#000');
  const gap = '<rect width="512" height="512" fill="#fff"/><circle cx="384" cy="384" r="150" fill="#000"/>';
  return withBadge(svg, undefined)
    .replace(/<rect id="ground"[^>]*>/, `<mask id="gap">${gap}</mask><mask id="badge">${badge}</mask>`)
    .replaceAll(/#f4f8fb|#4cc2ff/g, '#000')
    .replace('<g id="figure"', '<g id="figure" mask="url(#gap)"')
    .replace('</svg>', '<rect width="512" height="512" fill="#000" mask="url(#badge)"/></svg>');
};

const png = (svg: string, size: number): Uint8Array =>
  new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } })
    .render()
    .asPng();

const pictures = (svg: string, sizes: readonly number[]): Picture[] =>
  sizes.map((size) => ({ size, png: png(svg, size) }));

/** Writes all icons into a folder. */
export const drawIcons = async (folder: string): Promise<void> => {
  const svg = await readFile(path.join(import.meta.dirname, 'sluice.svg'), 'utf8');
  const plain = withBadge(svg, undefined);
  await mkdir(folder, { recursive: true });
  const write = (name: string, content: Uint8Array): Promise<void> =>
    writeFile(path.join(folder, name), content);
  await write('sluice.png', png(plain, 512));
  await write('sluice.ico', icoOf(pictures(plain, [16, 24, 32, 48, 64, 128, 256])));
  await write('sluice.icns', icnsOf(pictures(plain, [16, 32, 64, 128, 256, 512, 1024])));
  for (const state of states) {
    const badged = withBadge(svg, state);
    await write(`tray-${state}.png`, png(badged, 24));
    await write(`tray-${state}@2x.png`, png(badged, 48));
    await write(`tray-${state}.ico`, icoOf(pictures(badged, [16, 20, 24, 32, 48])));
    const template = asTemplate(svg, state);
    await write(`tray-${state}Template.png`, png(template, 18));
    await write(`tray-${state}Template@2x.png`, png(template, 36));
  }
};
