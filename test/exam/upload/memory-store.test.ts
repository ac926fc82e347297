import { MemoryStore } from './memory-store.ts';
import { examineObjectStore } from './object-store-exam.ts';

examineObjectStore('in memory', async () => ({
  store: new MemoryStore(),
  keyFor: (name) => `connection/9c92424b-829d-4beb-a65c-411873b268f8/order/${name}`,
  [Symbol.asyncDispose]: async () => undefined,
}));
