const MiB = 1024 ** 2;

/** Up to this size, inclusive, a file is one PutObject: what `aws s3 cp` does. */
export const singlePutLimit = 8 * MiB;
export const partSize = 8 * MiB;
/** The protocol's limits: parts of one upload, and bytes of one PutObject. */
export const maxParts = 10_000;
export const maxPutBytes = 5 * 1024 ** 3;

export interface PlannedPart {
  readonly number: number;
  readonly from: number;
  readonly bytes: number;
}

/** Parts of equal size, the last one shorter; they grow by whole MiB so that at most 10,000 are needed. */
export const planParts = (bytes: number): readonly PlannedPart[] => {
  const size = Math.max(partSize, Math.ceil(bytes / maxParts / MiB) * MiB);
  return Array.from({ length: Math.ceil(bytes / size) }, (_, index) => ({
    number: index + 1,
    from: index * size,
    bytes: Math.min(size, bytes - index * size),
  }));
};
