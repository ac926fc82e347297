import { keyOf, openTestStore } from '../../integration/upload/open-store.ts';
import { S3Server } from '../../integration/upload/s3-server.ts';
import { examineObjectStore } from './object-store-exam.ts';

examineObjectStore('S3 over plain HTTP', async () => {
  const server = await new S3Server().listen();
  const store = await openTestStore(server.endpoint);
  return {
    store,
    keyFor: keyOf,
    [Symbol.asyncDispose]: async () => {
      store[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
});
