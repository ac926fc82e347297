import { HeadObjectCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import type { Connection } from '../../contract/configuration.ts';
import { bucket } from '../../core/upload/endpoint.ts';
import { UploadFault } from '../../core/upload/upload-fault.ts';
import { openRequests, type S3StoreSettings } from '../s3/open-requests.ts';

const name = 'sluice-connection-test';

/**
 * Asks, signed, for the parts of an upload that does not exist: nothing changes, and unlike HeadObject the answer has a
 * body that names what is wrong. Returns what the service said; throws its refusal.
 */
export const trySignature = async (
  connection: Connection,
  settings: S3StoreSettings,
  signal: AbortSignal,
): Promise<string> => {
  const table = connection.tables[0]?.name;
  const object = {
    Bucket: bucket,
    Key: `connection/${connection.connectionId}/${table ?? name}/${name}.parquet`,
  };
  const { requests, close } = await openRequests(settings);
  try {
    await requests.send('list', new ListPartsCommand({ ...object, UploadId: name }), signal);
    return 'accepted';
  } catch (thrown) {
    if (!(thrown instanceof UploadFault)) throw thrown;
    const { code, facts } = thrown;
    if (facts.serviceCode === 'NoSuchUpload') return 'accepted';
    if (code === 'table.unknown')
      return table === undefined
        ? 'accepted'
        : `accepted, but the service does not know target table ${table}`;
    // The service may let us put and nothing else: what HeadObject says then counts.
    const maybeAllowed = code === 'access.denied' || facts.status === 405 || facts.status === 501;
    if (!maybeAllowed || !(await answersHead())) throw thrown;
    return 'accepted';
  } finally {
    close();
  }

  async function answersHead(): Promise<boolean> {
    try {
      await requests.send('head', new HeadObjectCommand(object), signal);
      return true;
    } catch (thrown) {
      signal.throwIfAborted();
      return thrown instanceof UploadFault && thrown.facts.status === 404;
    }
  }
};
