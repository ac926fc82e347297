import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Fault } from '../contract/fault.ts';

export interface GivenKeys {
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string;
}

/**
 * Asks for access key and secret on a terminal (the secret is not shown), or reads them from stdin: the secret alone,
 * or the access key in the first line and the secret in the second. Never from an argument: other users see those.
 */
export const readKeys = async (
  accessKeyId: string | undefined,
  knownKey: string | undefined,
): Promise<GivenKeys> => {
  if (process.stdin.isTTY) return await ask(accessKeyId ?? knownKey);
  const lines = (await text(process.stdin))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first, second] = lines;
  if (first === undefined) throw new Fault('usage.wrong', { reason: 'stdin holds no secret' });
  if (lines.length > 2)
    throw new Fault('usage.wrong', { reason: 'stdin holds more than access key and secret' });
  if (second !== undefined) return { accessKeyId: first, secretAccessKey: second };
  return { accessKeyId: accessKeyId ?? knownKey, secretAccessKey: first };
};

const ask = async (known: string | undefined): Promise<GivenKeys> => {
  const accessKeyId = known ?? (await question('Access key: ', true));
  if (known !== undefined) process.stderr.write(`Access key: ${known}\n`);
  return { accessKeyId, secretAccessKey: await question('Access secret (not shown): ', false) };
};

const question = async (prompt: string, echo: boolean): Promise<string> => {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(prompt);
  const reader = createInterface({
    input: process.stdin,
    output: echo ? process.stderr : silent,
    terminal: true,
  });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once('line', (line) => resolve(line.trim()));
      reader.once('SIGINT', () => reject(new Fault('usage.wrong', { reason: 'interrupted' })));
      reader.once('close', () => reject(new Fault('usage.wrong', { reason: 'no answer' })));
    });
  } finally {
    reader.close();
    if (!echo) process.stderr.write('\n');
  }
};
