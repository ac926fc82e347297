import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { S3Error } from './s3-error.ts';

interface Summing {
  update(bytes: Uint8Array): unknown;
  digest(): Promise<Uint8Array> | Uint8Array;
}

const algorithms: Readonly<Record<string, () => Summing>> = {
  crc32: () => new Crc32(),
  crc32c: () => new Crc32c(),
  crc64nvme: () => new Crc64Nvme(),
  sha1: () => createHash('sha1'),
  sha256: () => createHash('sha256'),
};
const prefix = 'x-amz-checksum-';
// Headers of the same prefix that carry no sum.
const notSums = new Set(['algorithm', 'type', 'mode']);

/** The `x-amz-checksum-…` that a request gives in its headers or announces as trailers, computed beside the body. */
export class Checksums {
  readonly #sums = new Map<string, Summing>();
  readonly #headers: IncomingHttpHeaders;

  /** Throws NotImplemented for an algorithm that it does not know. */
  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
    const announced = String(headers['x-amz-trailer'] ?? '')
      .toLowerCase()
      .split(',');
    for (const header of [...Object.keys(headers), ...announced.map((name) => name.trim())]) {
      const name = header.startsWith(prefix) ? header.slice(prefix.length) : '';
      if (name === '' || notSums.has(name)) continue;
      const make = Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
      if (make === undefined)
        throw new S3Error(501, 'NotImplemented', `The checksum ${name} is not supported`);
      this.#sums.set(name, make());
    }
  }

  update(bytes: Uint8Array): void {
    for (const sum of this.#sums.values()) sum.update(bytes);
  }

  /** Compares, and gives the headers of the reply. Throws BadDigest or MalformedTrailerError. */
  async verify(trailers: ReadonlyMap<string, string>): Promise<Record<string, string>> {
    const verified: Record<string, string> = {};
    for (const [name, sum] of this.#sums) {
      const header = `${prefix}${name}`;
      const given = this.#headers[header] ?? trailers.get(header);
      if (given === undefined) {
        throw new S3Error(
          400,
          'MalformedTrailerError',
          `The request announced the trailer ${header} but did not send it`,
        );
      }
      const computed = Buffer.from(await sum.digest()).toString('base64');
      if (given !== computed) {
        throw new S3Error(
          400,
          'BadDigest',
          `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
        );
      }
      verified[header] = computed;
    }
    return verified;
  }
}
