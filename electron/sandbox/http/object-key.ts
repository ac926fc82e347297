import { invalidArgument, S3Error } from './s3-error.ts';

export interface ObjectKey {
  /** As the client spelled it, whole. */
  readonly key: string;
  /** 32 hexadecimal digits in lower case. */
  readonly connectionId: string;
  readonly table: string;
  readonly file: string;
}

/** A connection id in the one spelling in which ids are compared: without hyphens, in lower case. */
export const plainConnectionId = (id: string): string => id.replaceAll('-', '').toLowerCase();

const form =
  /^connection\/([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})\/([^/]{1,255})\/([^/]+\.parquet)$/i;
const longestKey = 1024;

/** Reads a key of the form `connection/{connectionId}/{table}/{file}.parquet`, or refuses it as S3 would. */
export const parseObjectKey = (key: string): ObjectKey => {
  if (Buffer.byteLength(key) > longestKey) {
    throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', {
      Size: Buffer.byteLength(key),
      MaxSizeAllowed: longestKey,
    });
  }
  const [, connectionId, table, file] = form.exec(key) ?? [];
  const safe =
    !/[\u0000-\u001f\u007f\\]/.test(key) && !key.split('/').some((part) => part === '.' || part === '..');
  if (connectionId === undefined || table === undefined || file === undefined || !safe) {
    throw invalidArgument(
      'The object key must be connection/{connectionId}/{table}/{file}.parquet',
      'key',
      key,
    );
  }
  return { key, connectionId: plainConnectionId(connectionId), table, file };
};
