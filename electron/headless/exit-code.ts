import type { Fault } from '../contract/fault.ts';

/** What a command ends with (design, "The command line"). */
export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  rejected: 3,
  refused: 4,
  unreachable: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code that a fault ends a command with. */
export const exitCodeOf = (fault: Fault): ExitCode => {
  if (/^(configuration|usage|dataDirectory)\./.test(fault.code)) return exitCodes.usage;
  if (fault.code === 'table.unknown' && fault.facts.connection === undefined) return exitCodes.usage;
  if (/^(network|service|folder)\./.test(fault.code) && fault.remedy !== 'hold') return exitCodes.unreachable;
  if (fault.code === 'run.notIdle') return exitCodes.unreachable;
  switch (fault.remedy) {
    case 'hold':
      return exitCodes.refused;
    case 'reject':
      return exitCodes.rejected;
    case 'retry':
    case 'wait':
    case 'stop':
      return exitCodes.internal;
  }
};

const byWeight: readonly ExitCode[] = [
  exitCodes.done,
  exitCodes.unreachable,
  exitCodes.refused,
  exitCodes.usage,
  exitCodes.rejected,
  exitCodes.internal,
];

/** What several files end a command with: that a file was rejected must not hide behind a name that was mistyped. */
export const worse = (one: ExitCode, other: ExitCode): ExitCode =>
  byWeight.indexOf(one) > byWeight.indexOf(other) ? one : other;
