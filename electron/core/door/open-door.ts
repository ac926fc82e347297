import type { z } from 'zod';
import type { CallShape, DoorAnswer } from '../../contract/door.ts';
import { Fault } from '../../contract/fault.ts';
import type { Log } from '../shell/files.ts';
import { boundsBroken } from '../shell/within-bounds.ts';
import type { Contract, Handlers } from './handlers.ts';

/** A last look at what a call names before it is done, e.g. at its paths. Throws a Fault to refuse it. */
export type Scruple = (name: string, input: unknown) => void;

export interface DoorParts<Calls extends Contract> {
  readonly calls: Calls;
  readonly handlers: Partial<Handlers<Calls>>;
  readonly scruple: Scruple;
  readonly log: Pick<Log, 'write'>;
}

/** Answers whatever came with a value or a fault; never rejects. */
export type AnswerCall = (name: unknown, input: unknown) => Promise<DoorAnswer>;

const refusal = (reason: string): Fault => new Fault('call.refused', { reason });

const issueText = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue === undefined ? 'malformed' : `${issue.path.join('.') || 'input'}: ${issue.message}`;
};

const parsed = (shape: CallShape, input: unknown): unknown => {
  const broken = boundsBroken(input);
  if (broken !== undefined) throw refusal(`the input holds ${broken}`);
  const result = shape.input.safeParse(input);
  if (!result.success) throw refusal(issueText(result.error));
  return result.data;
};

const levelOf = (fault: Fault): 'warn' | 'error' | 'info' => {
  if (fault.code === 'internal') return 'error';
  return fault.code === 'call.refused' ? 'warn' : 'info';
};

/** The one guarded door: parses what came, hands on what was parsed, and checks what goes out. */
export const openDoor = <Calls extends Contract>(parts: DoorParts<Calls>): AnswerCall => {
  const { calls, handlers, scruple, log } = parts;
  const answer = async (name: unknown, input: unknown): Promise<unknown> => {
    const known = typeof name === 'string' && Object.hasOwn(calls, name);
    const shape = known ? calls[name] : undefined;
    if (!known || shape === undefined) throw refusal('there is no such call');
    const handed = parsed(shape, input);
    scruple(name, handed);
    const handle = handlers[name] as ((input: unknown) => unknown) | undefined;
    if (handle === undefined) throw refusal('this call is not answered here');
    return shape.output.parse(await handle(handed));
  };
  return async (name, input) => {
    try {
      return { ok: true, value: await answer(name, input) };
    } catch (error) {
      const fault = Fault.from(error);
      const call = typeof name === 'string' ? name.slice(0, 100) : typeof name;
      const { code, facts } = fault;
      log.write(levelOf(fault), 'a call was answered with a fault', { call, code, reason: facts.reason });
      return { ok: false, fault: fault.view };
    }
  };
};
