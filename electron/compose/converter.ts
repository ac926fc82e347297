import { startConverter } from '../adapters/converter/converter-process.ts';
import type { Converter } from '../core/convert/converter.ts';

/** The converter in a child process of Node, kept warm. */
export const converterProcess = (): Converter =>
  startConverter({ entry: new URL('../workers/converter.ts', import.meta.url) });
