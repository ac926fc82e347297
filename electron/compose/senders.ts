import type { Connection } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import { withRenewal } from '../core/credentials/renewal.ts';
import type { ObjectStore } from '../core/upload/object-store.ts';
import type { Sender, Senders, Sending } from '../core/pipeline/ports.ts';
import { sendObject } from '../core/upload/send-object.ts';
import { md5, openSpooledFile } from '../adapters/s3/file-bytes.ts';

/** Opens the store of a connection with its credentials as they are now. */
export type OpenStore = (connection: Connection) => Promise<ObjectStore & { close?(): void }>;

/** One sender a connection, kept until it is forgotten. */
export const sendersOf = (
  connections: readonly Connection[],
  openStore: OpenStore,
): Senders & { close(): void } => {
  const open = new Map<string, Promise<{ readonly sender: Sender; close(): void }>>();

  const make = async (connectionId: string) => {
    const connection = connections.find((one) => one.connectionId === connectionId);
    if (connection === undefined) throw new Fault('internal', { reason: `no connection ${connectionId}` });
    const store = await openStore(connection);
    return {
      sender: {
        send: (sending: Sending) =>
          send(store, connection, sending).catch((error: unknown) => {
            throw error instanceof Fault ? withRenewal(error, connection) : error;
          }),
      },
      close: () => store.close?.(),
    };
  };

  return {
    open: async (connectionId) => {
      const known = open.get(connectionId) ?? make(connectionId);
      open.set(connectionId, known);
      // a failure (a locked keychain) is not kept
      known.catch(() => open.delete(connectionId));
      return (await known).sender;
    },
    forget: (connectionId) => {
      const known = open.get(connectionId);
      open.delete(connectionId);
      known?.then((one) => one.close()).catch(() => undefined);
    },
    close: () => {
      for (const known of open.values()) known.then((one) => one.close()).catch(() => undefined);
      open.clear();
    },
  };
};

const send = async (store: ObjectStore, connection: Connection, sending: Sending) => {
  const { notes } = sending;
  return await sendObject(
    {
      path: sending.path,
      bytes: sending.bytes,
      key: sending.key,
      keyNaming: connection.keyNaming,
      multipart: sending.multipart,
      outcomeUnknown: sending.outcomeUnknown,
      upload: notes.uploadId === undefined ? undefined : { id: notes.uploadId, parts: notes.parts },
    },
    {
      store,
      openFile: openSpooledFile,
      md5,
      ledger: {
        recordUpload: (uploadId) => notes.begun(uploadId),
        recordPart: (part) => notes.part(part),
        forgetUpload: () => notes.forgotten(),
      },
      signal: sending.signal,
      onProgress: sending.onProgress,
    },
  );
};
