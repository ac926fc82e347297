import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedPackages } from '../../../build/audit/shipped.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

let server: http.Server | undefined;
let cache: string;
beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'sluice-npm-'));
});
afterEach(async () => {
  rmSync(cache, { recursive: true });
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

/** A registry on this machine whose audit answers with these advisories; undefined: it has no such endpoint. */
const registryWith = async (advisories: object | undefined): Promise<string> => {
  server = http.createServer((request, response) => {
    void buffer(request).then((body) => {
      if (!request.url?.endsWith('/advisories/bulk') || advisories === undefined) {
        response.writeHead(request.method === 'POST' ? 405 : 404).end();
        return;
      }
      const asked = JSON.parse(
        (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8'),
      ) as object;
      const known = Object.entries(advisories).filter(([name]) => name in asked);
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(Object.fromEntries(known)));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const auditAt = async (registry: string): Promise<readonly [number | null, string]> => {
  const child = spawn(
    process.execPath,
    ['build/audit/audit.mjs', `--registry=${registry}`, '--fetch-retries=0'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      // npm remembers advisories: the tester's own memory is left alone
      env: { ...process.env, npm_config_cache: cache },
    },
  );
  const said = text(child.stdout);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return [code, await said];
};

const advisory = (severity: string) => [
  { id: 1, url: 'https://advisories.example/1', title: 'bad', severity, vulnerable_versions: '*' },
];

describe('the audit of what ships', () => {
  test('passes and says so where the registry offers none', async () => {
    const [code, said] = await auditAt(await registryWith(undefined));
    expect([code, said]).toEqual([0, expect.stringMatching(/^not audited: 405 /)]);
  });

  test('fails where something that ships has a grave weakness', async () => {
    const [code, said] = await auditAt(await registryWith({ yaml: advisory('high') }));
    expect([code, said]).toEqual([1, expect.stringContaining('high: yaml')]);
  });

  test('passes over the tools, and what is not grave', async () => {
    const [code, said] = await auditAt(
      await registryWith({ prettier: advisory('critical'), yaml: advisory('low') }),
    );
    expect([code, said]).toEqual([0, expect.stringContaining('low: yaml')]);
    expect(said).not.toContain('prettier');
  });
});

test('what ships is what the programs need, with the window and Electron', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Parameters<typeof shippedPackages>[0];
  };
  const shipped = shippedPackages(packages);
  for (const name of [
    'electron',
    'react',
    'scheduler',
    'uplot',
    'keytar',
    '@duckdb/node-api',
    '@smithy/types',
  ])
    expect(shipped, name).toContain(name);
  for (const name of ['vitest', 'prettier', 'vite', '@electron-forge/cli'])
    expect(shipped).not.toContain(name);
});
