import { lookAtDisk, lookAtFolder, lookAtModule, lookAtWatchLimit } from '../adapters/doctor/look-around.ts';
import { writeBundle } from '../adapters/doctor/write-bundle.ts';
import type { Configuration } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import { sentence } from '../contract/words/sentence.ts';
import type { Finding } from '../core/doctor/finding.ts';
import { shownConfiguration } from '../core/network/way.ts';
import type { SecretStore } from '../core/credentials/secret-store.ts';
import { isDataDirectory, openDataDirectory } from './data-directory.ts';
import { testConnections } from './connection-test.ts';

export interface Examination {
  readonly configuration: Configuration | undefined;
  readonly dataDirectory: string;
  readonly secrets: SecretStore;
  readonly signal: AbortSignal;
}

/** An id that no connection has: asking for it shows whether the keychain answers at all. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Looks at everything that Sluice stands on, one finding after the other. */
export async function* examine(what: Examination): AsyncIterable<Finding> {
  yield { what: 'node', verdict: 'ok', detail: `${process.version} on ${process.platform} ${process.arch}` };
  yield lookAtModule('@duckdb/node-api');
  yield lookAtModule('@dsnp/parquetjs');
  yield await keychainFinding(what);
  yield await lookAtDisk(what.dataDirectory, what.configuration?.spoolBudget ?? 0);
  const tables = (what.configuration?.connections ?? []).flatMap((connection) =>
    connection.tables.map((table) => ({ name: `${connection.name}/${table.name}`, folder: table.folder })),
  );
  const limit = await lookAtWatchLimit(tables.length);
  if (limit !== undefined) yield limit;
  for (const { name, folder } of tables) yield await lookAtFolder(name, folder);
  if (what.configuration !== undefined) {
    for await (const step of testConnections(what.configuration, what.signal)) {
      yield {
        what: `${step.connection}: ${step.step}`,
        verdict: step.ok ? 'ok' : 'bad',
        detail: step.detail,
        next: step.fault === undefined ? undefined : sentence(step.fault),
      };
    }
  }
}

const keychainFinding = async ({ configuration, secrets }: Examination): Promise<Finding> => {
  const needed =
    configuration?.connections.some((connection) => connection.credentials === 'keychain') ?? true;
  try {
    await secrets.get(NOBODY);
    return { what: 'keychain', verdict: 'ok', detail: 'answers' };
  } catch (error) {
    const fault = Fault.from(error);
    return {
      what: 'keychain',
      verdict: needed ? 'bad' : 'warning',
      detail: fault.facts.reason ?? fault.code,
      next: sentence(fault.view),
    };
  }
};

/** Findings, configuration, status and the last deliveries as a ZIP. No secret is in any of them. */
export const bundleTo = async (
  path: string,
  what: Examination,
  findings: readonly Finding[],
  version: string,
): Promise<void> => {
  const texts = new Map([
    ['sluice.json', json({ version, node: process.version, platform: process.platform, arch: process.arch })],
    ['findings.json', json(findings)],
  ]);
  if (what.configuration !== undefined)
    texts.set('configuration.json', json(shownConfiguration(what.configuration)));
  if (isDataDirectory(what.dataDirectory)) {
    const data = openDataDirectory(what.dataDirectory);
    try {
      texts.set('status.json', json(data.status()));
      texts.set(
        'history.jsonl',
        data
          .latest(LATEST)
          .map((row) => JSON.stringify(row))
          .join('\n'),
      );
    } finally {
      data.close();
    }
  }
  await writeBundle(path, texts);
};

const LATEST = 1000;

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
