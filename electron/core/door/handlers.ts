import type { z } from 'zod';
import type { CallName, calls } from '../../contract/calls.ts';
import type { CallShape } from '../../contract/door.ts';

export type Contract = Readonly<Record<string, CallShape>>;

/** What answers the calls of a contract. Input has been parsed; output is checked before it leaves. */
export type Handlers<Calls extends Contract> = {
  readonly [Name in keyof Calls]: (
    input: z.output<Calls[Name]['input']>,
  ) => z.input<Calls[Name]['output']> | Promise<z.input<Calls[Name]['output']>>;
};

/** Handlers of some calls of the window's contract, by name. */
export type HandlersOf<Names extends CallName> = Handlers<Pick<typeof calls, Names>>;

/** Handlers of the window's contract; what is absent is not answered here. */
export type WindowHandlers = Partial<Handlers<typeof calls>>;

export const done = { done: true } as const;
