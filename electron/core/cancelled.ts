/** Whether a thrown thing is only the end of a wait that its signal ended. */
export const isCancelled = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));
