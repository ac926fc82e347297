/**
 * Runs inside `withKeyring`: does what its arguments say with the real keychain, and prints one JSON line for each.
 * `get ID`, `set ID KEY SECRET`, `remove ID`, `lock`, each one argument; `limit MS` sets the time limit.
 */
import { spawnSync } from 'node:child_process';
import { keychain } from '../../electron/adapters/credentials/keychain.ts';
import { Fault } from '../../electron/contract/fault.ts';
import { Credentials } from '../../electron/core/credentials/credentials.ts';
import { lockCommand } from './with-keyring.ts';

let secrets = keychain();

const act = async (verb: string, words: string[]): Promise<unknown> => {
  const [id = '', key = '', secret = ''] = words;
  switch (verb) {
    case 'get': {
      const found = await secrets.get(id);
      return found === undefined ? 'none' : [found.accessKeyId, found.secretAccessKey];
    }
    case 'set':
      await secrets.set(id, new Credentials(key, secret));
      return 'kept';
    case 'remove':
      return await secrets.remove(id);
    case 'lock': {
      const [program = '', ...rest] = lockCommand;
      return spawnSync(program, rest).status === 0 ? 'locked' : 'not locked';
    }
    case 'limit':
      secrets = keychain({ timeLimit: Number(id) });
      return id;
    default:
      throw new Error(`what is ${verb}?`);
  }
};

for (const line of process.argv.slice(2)) {
  const [verb = '', ...words] = line.split(' ');
  const answer = await act(verb, words).catch((thrown: unknown) => {
    const { code, facts } = Fault.from(thrown);
    return { code, reason: facts.reason };
  });
  console.log(JSON.stringify(answer));
}
process.exit();
