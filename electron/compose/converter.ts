import { startConverter } from '../adapters/converter/converter-process.ts';
import type { Converter } from '../core/convert/converter.ts';

/** The converter in a child process of Node, kept warm. */
export const converterProcess = (): Converter =>
  startConverter({ entry: new URL('../workers/converter.ts', import.meta.url) });

/** So many converters as one: each job goes to the one with the fewest. A process starts with its first job. */
export const converterPool = (size: number, start: () => Converter = converterProcess): Converter => {
  const members = Array.from({ length: size }, () => ({ converter: start(), jobs: 0 }));
  const least = () => members.reduce((best, one) => (one.jobs < best.jobs ? one : best));
  const share = async <T>(work: (converter: Converter) => Promise<T>): Promise<T> => {
    const member = least();
    member.jobs += 1;
    try {
      return await work(member.converter);
    } finally {
      member.jobs -= 1;
    }
  };
  return {
    convert: (job, options) => share((converter) => converter.convert(job, options)),
    fingerprint: (source, signal) => share((converter) => converter.fingerprint(source, signal)),
    close: async () => {
      await Promise.all(members.map(({ converter }) => converter.close()));
    },
  };
};
