import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import type { AskKeychain, SecretStore } from '../../core/credentials/secret-store.ts';
import { KeychainAnswer, type KeychainAct } from './keychain-act.ts';

const program = fileURLToPath(new URL('./keychain-child.ts', import.meta.url));

/** Asks a child process of Node. Secrets travel through its pipes, never in arguments. */
const askChild: AskKeychain = async (act, signal) => {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'ignore'] });
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  try {
    // A child that ends early closes its stdin; its exit tells more than the broken pipe does.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(act));
    const [answer, [code, killed]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return code === 0
      ? { answer: JSON.parse(answer) as unknown }
      : { endedWith: String((killed as string | null) ?? code) };
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/**
 * The keychain by way of a process that ends with each act: a native call that hangs, or crashes, takes no more along
 * than that process.
 */
export class KeychainProcess implements SecretStore {
  readonly #timeLimit: number;
  readonly #ask: AskKeychain;

  constructor(timeLimit: number, ask: AskKeychain = askChild) {
    this.#timeLimit = timeLimit;
    this.#ask = ask;
  }

  async get(connectionId: string): Promise<Credentials | undefined> {
    const answer = await this.#perform({ act: 'get', connectionId });
    return 'secret' in answer ? new Credentials(answer.accessKeyId, answer.secret) : undefined;
  }

  async set(connectionId: string, credentials: Credentials): Promise<void> {
    const { accessKeyId, secretAccessKey: secret } = credentials;
    await this.#perform({ act: 'set', connectionId, accessKeyId, secret });
  }

  async remove(connectionId: string): Promise<boolean> {
    const answer = await this.#perform({ act: 'remove', connectionId });
    return 'done' in answer && answer.done;
  }

  async #perform(act: KeychainAct): Promise<Exclude<KeychainAnswer, { fault: unknown }>> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#timeLimit);
    try {
      const came = await this.#ask(act, late.signal);
      if (late.signal.aborted) throw new Fault('credentials.locked', { reason: 'it did not answer in time' });
      if ('endedWith' in came)
        throw new Fault('credentials.noKeychain', {
          reason: `the keychain's library ended unexpectedly (${came.endedWith})`,
        });
      return withoutFault(KeychainAnswer.parse(came.answer));
    } finally {
      clearTimeout(timer);
    }
  }
}

const withoutFault = (answer: KeychainAnswer): Exclude<KeychainAnswer, { fault: unknown }> => {
  if ('fault' in answer) throw Fault.of(answer.fault);
  return answer;
};
