import { Fault } from '../../contract/fault.ts';

/** What keytar, libsecret and the systems' keychains say when a person has to unlock something first. */
const locked =
  /locked|prompt (was )?dismissed|interaction is not allowed|passphrase you entered|cancel+ed|timed? ?out/i;

/** Any error of the keychain as a fault: locked where it says so, else there is none that works. */
export const readKeychainError = (thrown: unknown): Fault => {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'MODULE_NOT_FOUND')
    return new Fault(
      'credentials.noKeychain',
      { reason: 'the optional package keytar is not installed' },
      { cause: thrown },
    );
  if (code === 'ERR_DLOPEN_FAILED') {
    const library = /lib[\w.+-]+\.so[.\d]*/.exec(message)?.[0];
    const reason = library === undefined ? firstLine(message) : `the system library ${library} is missing`;
    return new Fault('credentials.noKeychain', { reason }, { cause: thrown });
  }
  if (locked.test(message))
    return new Fault('credentials.locked', { reason: firstLine(message) }, { cause: thrown });
  const reason = /D-?Bus|autolaunch|could not connect|connection refused/i.test(message)
    ? 'no desktop session keeps secrets here (no D-Bus)'
    : /not provided by any|ServiceUnknown/i.test(message)
      ? 'no Secret Service runs here'
      : /Object does not exist/i.test(message)
        ? 'the Secret Service has no keyring to write to'
        : firstLine(message);
  return new Fault('credentials.noKeychain', { reason }, { cause: thrown });
};

const firstLine = (text: string): string => text.split('\n')[0]?.slice(0, 200) ?? '';
