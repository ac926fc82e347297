import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { connectionsCommand } from './commands/connections.ts';
import { convertCommand } from './commands/convert.ts';
import { credentialsCommand } from './commands/credentials.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { historyCommand } from './commands/history.ts';
import { pushCommand } from './commands/push.ts';
import { pauseCommand, resumeCommand, retryCommand } from './commands/queue.ts';
import { runCommand } from './commands/run.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { schemaCommand } from './commands/schema.ts';
import { statusCommand } from './commands/status.ts';
import { parseOrExplain } from './parse.ts';
import { version } from './version.ts';

// whoever reads our output may stop reading (`sluice history | head`)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const program = new Command('sluice')
  .description(
    'Sluice delivers files to the Celonis Platform: it watches a folder for each target table, converts what is dropped there to Parquet, proves that Celonis can load it, and uploads it in the order of arrival.',
  )
  .version(version)
  .enablePositionalOptions()
  .showHelpAfterError('(sluice --help shows all commands)')
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 a fault of Sluice’s own, 2 wrong usage or configuration, 3 a file was rejected,\n4 credentials or connection refused, 5 not reachable in the time given.',
  );
for (const command of [
  demoCommand(),
  runCommand(),
  pushCommand(),
  checkCommand(),
  convertCommand(),
  schemaCommand(),
  statusCommand(),
  historyCommand(),
  retryCommand(),
  pauseCommand(),
  resumeCommand(),
  credentialsCommand(),
  connectionsCommand(),
  sandboxCommand(),
  doctorCommand(),
]) {
  program.addCommand(command);
}
await parseOrExplain(program, process.argv);
