import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import type { SecretStore } from '../../core/credentials/secret-store.ts';
import { KeychainAnswer, type KeychainAct } from './keychain-act.ts';

const program = fileURLToPath(new URL('./keychain-child.ts', import.meta.url));

/** The keychain by way of a process that ends with each act. Secrets travel through its pipes, never in arguments. */
export class KeychainProcess implements SecretStore {
  readonly #timeLimit: number;

  constructor(timeLimit: number) {
    this.#timeLimit = timeLimit;
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
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'ignore'] });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, this.#timeLimit);
    try {
      // A child that ends early closes its stdin; its exit tells more than the broken pipe does.
      child.stdin.on('error', () => undefined);
      child.stdin.end(JSON.stringify(act));
      const [answer, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
      if (late) throw new Fault('credentials.locked', { reason: 'it did not answer in time' });
      if (code !== 0)
        throw new Fault('credentials.noKeychain', {
          reason: `the keychain's library ended unexpectedly (${String(signal ?? code)})`,
        });
      return withoutFault(KeychainAnswer.parse(JSON.parse(answer)));
    } finally {
      clearTimeout(timer);
    }
  }
}

const withoutFault = (answer: KeychainAnswer): Exclude<KeychainAnswer, { fault: unknown }> => {
  if ('fault' in answer) throw Fault.of(answer.fault);
  return answer;
};
