import { expect, test } from 'vitest';
import { endpointOf, readPasted, regionOf, teamAddress } from '../../../electron/core/upload/endpoint.ts';

const id = '9c92424b-829d-4beb-a65c-411873b268f8';
const pool = '11111111-2222-3333-4444-555555555555';

test('team and cluster make the endpoint; a given endpoint stays as it is, without slashes at its end', () => {
  expect(endpointOf({ team: 'Dev', cluster: 'eu-1' })).toBe(
    'https://dev.eu-1.celonis.cloud/api/data-ingestion',
  );
  expect(
    endpointOf({ team: 'dev', cluster: 'eu-1', endpoint: 'http://127.0.0.1:9000/api/data-ingestion//' }),
  ).toBe('http://127.0.0.1:9000/api/data-ingestion');
});

test('without team, cluster or endpoint the key that is missing is named', () => {
  expect(() => endpointOf({ cluster: 'eu-1' })).toThrow(
    expect.objectContaining({
      code: 'configuration.invalid',
      facts: expect.objectContaining({ key: 'team' }),
    }),
  );
  expect(() => endpointOf({ team: 'dev' })).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ key: 'cluster' }) }),
  );
});

test.each([
  [{ cluster: 'eu-1' }, 'eu-central-1'],
  [{ cluster: 'us-1' }, 'us-east-1'],
  [{ cluster: 'CH-1' }, 'eu-central-2'],
  [{ cluster: 'us-1', region: 'us-west-2' }, 'us-west-2'],
  [{ cluster: 'customer-named' }, 'eu-central-1'],
  [{ cluster: 'constructor' }, 'eu-central-1'],
  [{ endpoint: 'https://dev.us-1.celonis.cloud/api/data-ingestion' }, 'us-east-1'],
  [{ endpoint: 'http://127.0.0.1:9000/api/data-ingestion' }, 'eu-central-1'],
])('%j signs for %s', (place, region) => {
  expect(regionOf(place)).toBe(region);
});

const dev = { team: 'dev', cluster: 'eu-1', region: 'eu-central-1' };
test.each([
  [
    `https://dev.eu-1.celonis.cloud/integration/ui/pools/${pool}/data-connections/${id}/monitoring?tab=1`,
    { ...dev, connectionId: id },
  ],
  [
    `https://dev.eu-1.celonis.cloud/integration/ui/pools/${pool}/data-configuration/data-sources/edit/${id}`,
    { ...dev, connectionId: id },
  ],
  [`https://dev.eu-1.celonis.cloud/ui/#/pools/${pool}/connections/${id}`, { ...dev, connectionId: id }],
  [`https://dev.eu-1.celonis.cloud/x?poolId=${pool}&connectionId=${id}`, { ...dev, connectionId: id }],
  [`https://dev.eu-1.celonis.cloud/integration/ui/pools/${pool}`, dev],
  [`  dev.eu-1.celonis.cloud  `, dev],
  ['https://DEV.EU-1.celonis.cloud/', dev],
  ['https://acme.jp-1.celonis.cloud/package-manager', { team: 'acme', cluster: 'jp-1' }],
  ['https://dev.eu-1.celonis.cloud/api/data-ingestion', dev],
  [`s3://continuous/connection/${id}/order/`, { connectionId: id }],
  [id.toUpperCase(), { connectionId: id }],
  [id.replaceAll('-', ''), { connectionId: id.replaceAll('-', '') }],
  ['http://127.0.0.1:9000', { endpoint: 'http://127.0.0.1:9000/api/data-ingestion' }],
])('%s gives what can be read from it', (text, pasted) => {
  expect(readPasted(text)).toEqual(pasted);
});

test.each(['', 'hello', 'javascript:alert(1)', 'file:///etc/passwd', 'two words', 's3://continuous/'])(
  '%j is no address',
  (text) => {
    expect(readPasted(text)).toBeUndefined();
  },
);

test('only a team of Celonis has a page to link to', () => {
  expect(teamAddress({ team: 'dev', cluster: 'eu-1' })).toBe('https://dev.eu-1.celonis.cloud');
  expect(teamAddress({ endpoint: 'http://127.0.0.1:9000/api/data-ingestion' })).toBeUndefined();
});
