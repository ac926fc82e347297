/** The program of the process that `KeychainProcess` starts: one act from stdin, one answer on stdout. */
import { text } from 'node:stream/consumers';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import { KeychainAct, type KeychainAnswer } from './keychain-act.ts';
import { keychainHere } from './keychain-here.ts';

const perform = async (act: KeychainAct): Promise<KeychainAnswer> => {
  // The parent watches the time, and ends this process when it is up.
  const secrets = keychainHere({ timeLimit: 2 ** 31 - 1 });
  switch (act.act) {
    case 'get': {
      const found = await secrets.get(act.connectionId);
      if (found === undefined) return { done: false };
      return { accessKeyId: found.accessKeyId, secret: found.secretAccessKey };
    }
    case 'set':
      await secrets.set(act.connectionId, new Credentials(act.accessKeyId, act.secret));
      return { done: true };
    case 'remove':
      return { done: await secrets.remove(act.connectionId) };
  }
};

const answer = await perform(KeychainAct.parse(JSON.parse(await text(process.stdin)))).catch(
  (thrown: unknown): KeychainAnswer => ({ fault: Fault.from(thrown).view }),
);
process.stdout.write(JSON.stringify(answer));
