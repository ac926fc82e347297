import type { Clock } from '../../core/clock.ts';
import type { Credentials } from '../../core/credentials/credentials.ts';
import { RequestRate } from '../../core/upload/request-rate.ts';
import { unthrottled, type Throttle } from '../../core/upload/throttle.ts';
import { openNetwork } from '../network/agents.ts';
import { createClient } from './s3-client.ts';
import { S3Requests } from './s3-requests.ts';

export interface S3StoreSettings {
  /** As `endpointOf` and `regionOf` give them. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly proxy?: string | undefined;
  readonly caFile?: string | undefined;
  /** For HTTPS_PROXY, HTTP_PROXY and NO_PROXY; nothing else is read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly requestsPerSecond: number;
  readonly clock: Clock;
  /** Shared by all connections; nothing is held back unless given. */
  readonly throttle?: Throttle | undefined;
  readonly connectionTimeout?: number | undefined;
  readonly socketTimeout?: number | undefined;
}

/** Opens the way to a connection's endpoint with its credentials. Throws what `openNetwork` throws. */
export const openRequests = async (
  settings: S3StoreSettings,
): Promise<{ readonly requests: S3Requests; readonly close: () => void }> => {
  const network = await openNetwork(settings);
  const client = createClient({ ...settings, network });
  const rate = new RequestRate(settings.requestsPerSecond, settings.clock);
  const overTls = settings.endpoint.startsWith('https:');
  const close = (): void => {
    client.destroy();
    network[Symbol.dispose]();
  };
  const throttle = settings.throttle ?? unthrottled;
  return { requests: new S3Requests(client, rate, settings.clock, overTls, throttle), close };
};
