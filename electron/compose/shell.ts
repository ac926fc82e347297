// What the desktop app needs of the outside world besides the engine.
export { configurationText } from '../adapters/configuration/configuration-text.ts';
export { parseConfiguration, readConfiguration } from '../adapters/configuration/read-configuration.ts';
export { startConverter } from '../adapters/converter/converter-process.ts';
export { dropCopier } from '../adapters/shell/drop-copier.ts';
export { runProgram } from '../adapters/shell/run-program.ts';
export { openLog } from '../adapters/shell/rotating-log.ts';
export { shellFiles } from '../adapters/shell/shell-files.ts';
export { secretStoreBy } from './credentials.ts';
export { openUpdater, type Squirrel } from './updates.ts';
export { openHistoryReader } from '../adapters/sqlite/history-reader.ts';
