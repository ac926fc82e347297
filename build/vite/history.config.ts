import { nodeBundle } from './node-bundle.ts';

/** The thread in which history is read. */
export default nodeBundle('electron/adapters/sqlite/history-worker.ts', 'history');
