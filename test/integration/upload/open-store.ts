import { systemClock } from '../../../electron/adapters/clock.ts';
import type { S3StoreSettings } from '../../../electron/adapters/s3/open-requests.ts';
import { openS3Store } from '../../../electron/adapters/s3/s3-store.ts';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';

export const accessKeyId = 'AKIDTEST';
export const secret = 'wJalrXUtnFEMI/secret+Key=';
export const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';
export const keyOf = (name: string): string => `connection/${connectionId}/order/${name}`;

/** A store with the credentials that `S3Server` takes, unless the test says otherwise. */
export const openTestStore = (endpoint: string, other: Partial<S3StoreSettings> = {}) =>
  openS3Store({
    endpoint,
    region: 'eu-central-1',
    credentials: new Credentials(accessKeyId, secret),
    environment: {},
    requestsPerSecond: 1000,
    clock: systemClock,
    ...other,
  });
