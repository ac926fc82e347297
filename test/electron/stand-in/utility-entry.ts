// `--import` of a utility process: gives Node's child the `process.parentPort` that Electron gives.
import { EventEmitter } from 'node:events';

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown): void => {
    process.send?.(message);
  },
  start(): void {},
});
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
// Electron's child ends with its parent, whatever native call it hangs in
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
Object.defineProperty(process, 'parentPort', { value: parentPort });
Object.defineProperty(process, 'type', { value: 'utility' });
