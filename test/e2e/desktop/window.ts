import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Answer, CallInput, CallName } from '../../../electron/contract/calls.ts';
import type { Launched } from '../../electron/launch.ts';

/** Runs code in the page's own world, as a script of the window would. */
export const inPage = <Result>(page: Page, code: string): Promise<Result> =>
  page.evaluate(code) as Promise<Result>;

/** A call of the contract, through preload and door. */
export const call = <Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<Answer<Name>> => inPage(page, `sluice.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`);

/** Whatever a hostile page might send. */
export const rawCall = (page: Page, parameters: string): Promise<unknown> =>
  inPage(page, `sluice.call(${parameters})`);

/** The value of a call that must succeed. */
export const valueOf = async <Name extends CallName>(page: Page, name: Name, input: CallInput<Name>) => {
  const answer = await call(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
  return answer.value;
};

/** The whole text of the log files. */
export const logText = ({ userData }: Pick<Launched, 'userData'>): string => {
  const folder = path.join(userData, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('');
};

/** Replaces the system's answer to the next folder or file dialog. */
export const willPick = (launched: Launched, file: string): Promise<void> =>
  launched.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [picked] });
  }, file);

/** Changes the first connection so that its credentials stand in the keychain. */
export const useKeychain = async (page: Page): Promise<void> => {
  const { connections } = await valueOf(page, 'configuration.get', {});
  const [first] = connections;
  if (first === undefined) throw new Error('there is no connection');
  const { tables: _tables, ...connection } = first;
  await valueOf(page, 'connection.save', {
    before: first.name,
    connection: { ...connection, credentials: 'keychain' },
  });
};
