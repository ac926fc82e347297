import { runInThisContext } from 'node:vm';
import { decode, encode } from './codec.ts';

/** A question of the test's process: the text of a function, and its argument. */
export interface Question {
  readonly standIn: number;
  readonly source: string;
  readonly argument: string;
}

export interface Reply {
  readonly standIn: number;
  readonly ok: boolean;
  readonly text: string;
}

const isQuestion = (message: unknown): message is Question =>
  typeof message === 'object' && message !== null && 'standIn' in message && 'source' in message;

/** Lets a test call a function with the module inside this process, as Playwright does in Electron's. */
export const answerQuestions = (module: object): void => {
  process.on('message', (message) => {
    if (!isQuestion(message)) return;
    const answer = async (): Promise<unknown> => {
      const question = runInThisContext(`(${message.source})`) as (
        module: object,
        argument: unknown,
      ) => unknown;
      return question(module, decode(message.argument));
    };
    void answer()
      .then(
        (value): Reply => ({ standIn: message.standIn, ok: true, text: encode(value) }),
        (error: unknown): Reply => ({ standIn: message.standIn, ok: false, text: encode(error) }),
      )
      .then((reply) => process.send?.(reply));
  });
};
