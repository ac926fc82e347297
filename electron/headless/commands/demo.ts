import { Command } from 'commander';
import { jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled } from '../output.ts';

/** `sluice demo`: the whole way, with samples, on this machine alone. */
export const demoCommand = (): Command =>
  new Command('demo')
    .summary('see the whole way of a file, with samples, on this machine alone')
    .description(
      'Makes realistic samples, starts the sandbox of the ingestion API, watches a fresh folder for each table, drops the samples, and shows each file’s way and the tables that result. Needs no Celonis team and no configuration, sends nothing anywhere, and leaves nothing behind. Ends with 0 only where everything came out as it should.',
    )
    .addOption(jsonOption())
    .action((flags: { readonly json?: boolean }) => {
      const output = outputTo(flags.json === true);
      return concluding(output, async () => {
        using stop = untilSignalled();
        using gone = untilNobodyListens();
        const signal = AbortSignal.any([stop.signal, gone.signal]);
        const [{ inkFor }, { perform }] = await Promise.all([
          import('../demo/paper.ts'),
          import('../demo/perform.ts'),
        ]);
        return await perform({ output, ink: inkFor(process.stdout, process.env), signal });
      });
    });

/** Aborts when the terminal is closed, or whoever read the output has gone (`demo | head`): then too the demo tidies up. */
const untilNobodyListens = (): { readonly signal: AbortSignal; [Symbol.dispose](): void } => {
  const controller = new AbortController();
  const stop = () => controller.abort(new DOMException('nobody listens any more', 'AbortError'));
  process.on('SIGHUP', stop);
  process.stdout.on('error', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off('SIGHUP', stop);
      // an error of the last write may still be on its way: the listener on stdout stays
    },
  };
};
