import { shell } from 'electron';
import { EngineHost } from '../compose/host/engine-host.ts';
import { startConverter } from '../compose/shell.ts';
import { Fault } from '../contract/fault.ts';
import type { Language } from '../contract/words/sentence.ts';
import type { Converter } from '../core/convert/converter.ts';
import type { SecretStore } from '../core/credentials/secret-store.ts';
import type { Log } from '../core/shell/files.ts';
import { utilityLine } from './converter-line.ts';
import type { SettingsStore } from './setup-settings.ts';

export interface EngineParts {
  readonly settings: SettingsStore;
  readonly dataDirectory: string;
  /** The converter's bundle. */
  readonly converterBundle: string;
  readonly secrets: SecretStore;
  readonly language: () => Language;
  readonly log: Log;
}

const trash = {
  trash: async (path: string): Promise<undefined> => {
    try {
      await shell.trashItem(path);
    } catch (error) {
      throw new Fault('folder.notWritable', { path, reason: String(error) }, { cause: error });
    }
  },
};

/** The engine on the settings' configuration, with the desktop's converter and trash. It is started by `restart`. */
export const setupEngine = (parts: EngineParts): EngineHost => {
  const { settings, dataDirectory, converterBundle, secrets, language, log } = parts;
  const converter = (): Converter =>
    startConverter({ entry: converterBundle, start: utilityLine(converterBundle) });
  return new EngineHost(
    {
      store: {
        load: () => settings.configuration,
        save: (configuration) => settings.setConfiguration(configuration),
      },
      dataDirectory,
      program: 'the Sluice app',
      log,
      language,
      engine: { converter, trash, secrets },
    },
    settings.configuration,
  );
};

/** Looks whether the converter's native modules can be loaded, before the first file needs them. */
export const checkConverter = async (
  host: EngineHost,
  bundle: string,
  log: Log,
): Promise<Fault | undefined> => {
  const converter = host.converter();
  try {
    await converter?.fingerprint(bundle, AbortSignal.timeout(60_000));
    return undefined;
  } catch (error) {
    const fault = Fault.from(error);
    log.write('error', 'the converter cannot start', { code: fault.code, reason: fault.facts.reason });
    return fault;
  } finally {
    await converter?.close();
  }
};
