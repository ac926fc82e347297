import { CommanderError, type Command } from 'commander';
import { exitCodes } from './exit-code.ts';

/** Parses and runs; wrong usage ends with 2 and the parser's own message, help and version with 0. */
export const parseOrExplain = async (program: Command, argv: readonly string[]): Promise<void> => {
  overriding(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
};

const overriding = (command: Command): void => {
  command.exitOverride();
  for (const inner of command.commands) overriding(inner);
};
