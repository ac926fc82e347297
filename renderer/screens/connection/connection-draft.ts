import { Connection, ConnectionId } from '../../../electron/contract/configuration.ts';
import type { WindowWords } from '../../../electron/contract/words/window.ts';

/** A connection while it is being written: every field is text until it is saved. */
export interface ConnectionDraft {
  readonly name: string;
  readonly team: string;
  readonly cluster: string;
  readonly region: string;
  readonly endpoint: string;
  readonly connectionId: string;
  readonly credentials: Connection['credentials'];
  readonly proxy: string;
  readonly caFile: string;
  readonly multipart: Connection['multipart'];
  readonly keyNaming: Connection['keyNaming'];
  readonly datesAs: Connection['datesAs'];
  /** Decimal megabytes. */
  readonly maxObjectMegabytes: string;
  readonly requestsPerSecond: string;
}

export type Errors<T> = { readonly [Field in keyof T]?: string };
/** A connection as it is saved: its tables are saved one by one. */
export type PlainConnection = Omit<Connection, 'tables'>;

const megabyte = 1_000_000;
/** As people write it: a decimal comma is one too. */
const numberOf = (text: string): number => Number(text.trim().replace(',', '.'));

export const newConnection: ConnectionDraft = {
  name: '',
  team: '',
  cluster: '',
  region: '',
  endpoint: '',
  connectionId: '',
  credentials: 'keychain',
  proxy: '',
  caFile: '',
  multipart: 'auto',
  keyNaming: 'unique',
  datesAs: 'native',
  maxObjectMegabytes: '',
  requestsPerSecond: '50',
};

export const draftOf = (connection: Connection): ConnectionDraft => ({
  ...newConnection,
  name: connection.name,
  connectionId: connection.connectionId,
  credentials: connection.credentials,
  multipart: connection.multipart,
  keyNaming: connection.keyNaming,
  datesAs: connection.datesAs,
  team: connection.team ?? '',
  cluster: connection.cluster ?? '',
  region: connection.region ?? '',
  endpoint: connection.endpoint ?? '',
  proxy: connection.proxy ?? '',
  caFile: connection.caFile ?? '',
  maxObjectMegabytes:
    connection.maxObjectBytes === undefined ? '' : String(connection.maxObjectBytes / megabyte),
  requestsPerSecond: String(connection.requestsPerSecond),
});

/** Fields that are left out where nothing is written in them. */
const given = (draft: ConnectionDraft): Record<string, unknown> => ({
  ...Object.fromEntries(
    (['team', 'cluster', 'region', 'endpoint', 'proxy', 'caFile'] as const).flatMap((name) => {
      const text = draft[name].trim();
      return text === '' ? [] : [[name, text]];
    }),
  ),
  ...(draft.maxObjectMegabytes.trim() === ''
    ? {}
    : { maxObjectBytes: Math.round(numberOf(draft.maxObjectMegabytes) * megabyte) }),
});

const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

/** What is wrong with a draft, field by field. */
export const errorsOf = (
  draft: ConnectionDraft,
  taken: readonly string[],
  { common, connection: words, settings }: WindowWords,
): Errors<ConnectionDraft> => {
  const named = draft.name.trim();
  const placed = draft.endpoint.trim() !== '';
  const checks: readonly (readonly [keyof ConnectionDraft, string | undefined])[] = [
    ['name', named === '' ? common.required : taken.includes(named) ? words.taken : undefined],
    ['team', !placed && draft.team.trim() === '' ? common.required : undefined],
    ['cluster', !placed && draft.cluster.trim() === '' ? common.required : undefined],
    ['endpoint', placed && !isAddress(draft.endpoint.trim()) ? words.endpointWrong : undefined],
    ['proxy', draft.proxy.trim() !== '' && !isAddress(draft.proxy.trim()) ? words.endpointWrong : undefined],
    [
      'connectionId',
      draft.connectionId.trim() === ''
        ? common.required
        : ConnectionId.safeParse(draft.connectionId.trim()).success
          ? undefined
          : words.connectionIdWrong,
    ],
    ['requestsPerSecond', numberOf(draft.requestsPerSecond) > 0 ? undefined : settings.wrongNumber],
    [
      'maxObjectMegabytes',
      draft.maxObjectMegabytes.trim() === '' || numberOf(draft.maxObjectMegabytes) * megabyte >= 1
        ? undefined
        : settings.wrongNumber,
    ],
  ];
  return Object.fromEntries(checks.filter(([, error]) => error !== undefined));
};

const Plain = Connection.omit({ tables: true });

/** The connection of a draft without errors; undefined where the contract does not take it all the same. */
export const connectionOf = (draft: ConnectionDraft): PlainConnection | undefined => {
  const parsed = Plain.safeParse({
    name: draft.name.trim(),
    connectionId: draft.connectionId.trim(),
    credentials: draft.credentials,
    multipart: draft.multipart,
    keyNaming: draft.keyNaming,
    datesAs: draft.datesAs,
    requestsPerSecond: numberOf(draft.requestsPerSecond),
    ...given(draft),
  });
  return parsed.success ? parsed.data : undefined;
};
