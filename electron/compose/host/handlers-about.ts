import { join } from 'node:path';
import type { HandlersOf } from '../../core/door/handlers.ts';
import type { Finding } from '../../core/doctor/finding.ts';
import { bundleTo, examine } from '../doctor.ts';
import { credentialSources } from '../stores.ts';
import type { WindowParts } from './window-parts.ts';

const EXAMINE_LIMIT_MS = 60_000;
const shownVersions = ['electron', 'chrome', 'node', 'sqlite'];

/** About the program: versions, licences, documentation, log, and a bundle for whoever helps. */
export const aboutHandlers = ({
  host,
  version,
  library,
}: WindowParts): HandlersOf<
  'about.get' | 'about.licences' | 'about.document' | 'about.logs' | 'about.bundle'
> => ({
  'about.get': () => ({
    version,
    versions: Object.fromEntries(
      shownVersions.flatMap((name) => {
        const found = process.versions[name];
        return found === undefined ? [] : [[name, found]];
      }),
    ),
    dataDirectory: host.dataDirectory,
    licence: 'Apache-2.0',
  }),
  'about.licences': async () => ({ text: await library.licences() }),
  'about.document': async ({ name }) => ({ markdown: await library.document(name) }),
  'about.logs': async ({ lines }) => ({ text: await library.logs(lines) }),
  'about.bundle': async () => {
    const what = {
      configuration: host.configuration,
      dataDirectory: host.dataDirectory,
      secrets: credentialSources(host).secrets,
      signal: AbortSignal.timeout(EXAMINE_LIMIT_MS),
    };
    const findings: Finding[] = [];
    for await (const finding of examine(what)) findings.push(finding);
    const stamp = new Date(host.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
    const path = join(host.dataDirectory, `sluice-diagnostics-${stamp}.zip`);
    await bundleTo(path, what, findings, version);
    return { path };
  },
});
