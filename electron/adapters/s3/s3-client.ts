import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Credentials } from '../../core/credentials/credentials.ts';
import type { Network } from '../network/agents.ts';

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly network: Network;
  /** Milliseconds; by default 5,000 to connect and 60,000 without a byte. */
  readonly connectionTimeout?: number | undefined;
  readonly socketTimeout?: number | undefined;
}

/** The SDK would write to the console; what goes wrong is told by faults. */
const ignore = (): void => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * The SDK's client, with everything said that it would otherwise read from the environment or from `~/.aws`. It makes
 * one attempt a call and sends plain requests: no checksums of its own, no `aws-chunked`, no `Expect`.
 */
export const createClient = (settings: ClientSettings): S3Client =>
  new S3Client({
    endpoint: settings.endpoint,
    region: settings.region,
    credentials: {
      accessKeyId: settings.credentials.accessKeyId,
      secretAccessKey: settings.credentials.secretAccessKey,
    },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    expectContinueHeader: false,
    maxAttempts: 1,
    retryMode: 'standard',
    // A wrong clock is a fault that a person hears of, not something that heals for one client only.
    disableClockSkewCorrection: true,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: settings.connectionTimeout ?? 5_000,
      socketTimeout: settings.socketTimeout ?? 60_000,
      httpAgent: settings.network.http,
      httpsAgent: settings.network.https,
      logger: silent,
    }),
    logger: silent,
    defaultsMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    useAccelerateEndpoint: false,
    useArnRegion: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    sigv4aSigningRegionSet: [settings.region],
    authSchemePreference: ['sigv4'],
    userAgentAppId: 'sluice',
  });
