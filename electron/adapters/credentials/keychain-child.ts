/**
 * The program of the process that is asked for each act with the keychain: under Node one act from stdin and one answer
 * on stdout, in a utility process of Electron one message each.
 */
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

const answerTo = async (asked: () => Promise<unknown>): Promise<KeychainAnswer> => {
  try {
    return await perform(KeychainAct.parse(await asked()));
  } catch (thrown) {
    return { fault: Fault.from(thrown).view };
  }
};

/** What Electron adds to a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  once(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

const parent: ParentPort | undefined = Reflect.get(process as object, 'parentPort') ?? undefined;
if (parent === undefined) {
  void answerTo(async () => JSON.parse(await text(process.stdin)) as unknown).then((answer) =>
    process.stdout.write(JSON.stringify(answer)),
  );
} else {
  parent.once('message', ({ data }) => {
    void answerTo(async () => data).then((answer) => parent.postMessage(answer));
  });
}
