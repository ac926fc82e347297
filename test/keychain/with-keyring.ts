import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The Secret Service that a command finds in its session. */
export type Keyring =
  /** gnome-keyring with an empty, open login keyring. */
  | 'unlocked'
  /** A D-Bus session in which no keyring was ever opened, and no prompt can be shown. */
  | 'neverOpened'
  /** Not even a D-Bus session. */
  | 'noSession';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the daemon in the session, then becomes the command. Everything in it ends with the session. */
const openKeyring = `printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"`;

/** The path of the collection that gnome-keyring makes for a login. */
const loginKeyring = '/org/freedesktop/secrets/collection/login';

/** Locks the keyring of the session that this runs in, as a desktop does when its user steps away. */
export const lockCommand: readonly string[] = [
  'dbus-send',
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  `array:objpath:${loginKeyring}`,
];

/**
 * Runs a command with a Secret Service of its own: private home, private runtime directory, private D-Bus session, no
 * display. Nothing of it is left when the command has ended.
 */
export const withKeyring = async (
  keyring: Keyring,
  command: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const home = await mkdtemp(join(tmpdir(), 'sluice-keyring-'));
  try {
    const runtime = join(home, 'runtime');
    await mkdir(runtime, { mode: 0o700 });
    await mkdir(join(home, '.local', 'share', 'keyrings'), { recursive: true });
    const { DISPLAY: _d, WAYLAND_DISPLAY: _w, DBUS_SESSION_BUS_ADDRESS: _b, ...inherited } = process.env;
    const env = {
      ...inherited,
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      XDG_DATA_HOME: join(home, '.local', 'share'),
      XDG_CACHE_HOME: join(home, '.cache'),
      XDG_CONFIG_HOME: join(home, '.config'),
      ...environment,
    };
    return await run(inSession(keyring, command), env);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

const inSession = (
  keyring: Keyring,
  command: readonly [string, ...string[]],
): readonly [string, ...string[]] => {
  switch (keyring) {
    case 'unlocked':
      return ['dbus-run-session', '--', 'sh', '-c', openKeyring, 'sh', ...command];
    case 'neverOpened':
      return ['dbus-run-session', '--', ...command];
    case 'noSession':
      return command;
  }
};

const run = (command: readonly [string, ...string[]], env: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const [program, ...words] = command;
    const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
