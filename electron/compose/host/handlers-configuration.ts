import { configurationText } from '../../adapters/configuration/configuration-text.ts';
import { parseConfiguration } from '../../adapters/configuration/read-configuration.ts';
import { join } from 'node:path';
import { Configuration } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { checkConfiguration } from '../../core/configuration/check.ts';
import type { HandlersOf } from '../../core/door/handlers.ts';
import { shownConfiguration } from '../../core/network/way.ts';
import { pathsIn } from '../../core/shell/paths-in.ts';
import { keptProxy, withKeptProxies } from './kept-proxy.ts';
import type { WindowParts } from './window-parts.ts';

/** The configuration as a whole. */
export const configurationHandlers = ({
  host,
  register,
  suggestIn,
  abilities,
}: WindowParts): HandlersOf<
  | 'configuration.get'
  | 'configuration.export'
  | 'configuration.import'
  | 'configuration.limits'
  | 'configuration.network'
> => ({
  'configuration.get': () => shownConfiguration(host.configuration),
  'configuration.export': () => ({ yaml: configurationText(host.configuration) }),
  'configuration.import': async ({ yaml }) => {
    const read = parseConfiguration(yaml, join(suggestIn, 'configuration'));
    // whoever holds a browser's token may look into every folder anyway, and wrote this text
    if (abilities.browse) for (const path of pathsIn(read)) register.pick(path);
    const refused = register.firstRefused(pathsIn(read));
    if (refused !== undefined) {
      throw new Fault('call.refused', { reason: `nobody chose the path ${refused.slice(0, 200)}` });
    }
    const kept = await withKeptProxies(host, read);
    return shownConfiguration(await host.change(() => kept));
  },
  'configuration.limits': async (limits) => {
    const changed = await host.change((before) => {
      const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
      const after = Configuration.parse({ ...before, ...given });
      checkConfiguration(after, 'settings', () => undefined);
      return after;
    });
    return shownConfiguration(changed);
  },
  'configuration.network': async ({ proxy, caFile }) => {
    const kept = await keptProxy(host, proxy ?? undefined);
    const changed = await host.change(({ proxy: _proxy, caFile: _caFile, ...others }) => ({
      ...others,
      ...(kept.proxy === undefined ? {} : { proxy: kept.proxy }),
      ...(caFile === null ? {} : { caFile }),
    }));
    // a new password alone is no change of the configuration, and has to be read all the same
    if (kept.newPassword) await host.restart();
    return shownConfiguration(changed);
  },
});
