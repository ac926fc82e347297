import type { Connection } from '../../contract/configuration.ts';
import { bucket, endpointOf } from './endpoint.ts';

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The `aws s3 cp` command that puts a Parquet file under this key, as Celonis documents it. */
export const awsCommand = (
  connection: Pick<Connection, 'name' | 'team' | 'cluster' | 'endpoint' | 'credentials'>,
  key: string,
): string => {
  const split = key.lastIndexOf('/') + 1;
  const { credentials } = connection;
  const profile =
    typeof credentials === 'object' && 'profile' in credentials ? credentials.profile : connection.name;
  return [
    'aws s3 cp',
    quoted(`./${key.slice(split)}`),
    '--endpoint-url',
    quoted(endpointOf(connection)),
    quoted(`s3://${bucket}/${key.slice(0, split)}`),
    '--profile',
    quoted(profile),
  ].join(' ');
};
