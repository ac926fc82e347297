import { utilityProcess } from 'electron';
import { secretStoreBy } from '../compose/shell.ts';
import type { AskKeychain, SecretStore } from '../core/credentials/secret-store.ts';

export interface DesktopKeychain {
  readonly secrets: SecretStore;
  /** Ends what is under way: a prompt that nobody answers must not keep the app from ending. */
  close(): void;
}

/** The system's keychain, each act in a utility process of its own. `bundle` is its program. */
export const setupKeychain = (bundle: string): DesktopKeychain => {
  const closing = new AbortController();
  const ask: AskKeychain = (act, signal) =>
    new Promise((resolve) => {
      const end = AbortSignal.any([signal, closing.signal]);
      const child = utilityProcess.fork(bundle, [], { serviceName: 'Sluice keychain', stdio: 'ignore' });
      const stop = (): void => void child.kill();
      end.addEventListener('abort', stop);
      if (end.aborted) stop();
      child.once('message', (answer) => {
        resolve({ answer });
        child.kill();
      });
      child.once('exit', (code) => {
        end.removeEventListener('abort', stop);
        resolve({ endedWith: String(code) });
      });
      child.postMessage(act);
    });
  return { secrets: secretStoreBy(ask), close: () => closing.abort() };
};
