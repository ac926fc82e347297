import { z } from 'zod';

/**
 * What a fault asks for. `retry`: by itself, with growing pauses. `hold`: the connection waits for a person.
 * `reject`: the file steps aside. `stop`: the program or the command cannot go on; where it is one file's conversion or upload
 * that meets it, its table stops there and the file stays. `wait`: the world has to change
 * (folder gone, disk full), looked at again by itself.
 */
export type Remedy = 'retry' | 'hold' | 'reject' | 'stop' | 'wait';

/**
 * The closed vocabulary of faults. A fault crosses processes as its code and facts; `contract/words` has its
 * sentences. Every code has exactly one remedy.
 */
export const remedies = {
  // the file cannot be read
  'source.gone': 'reject',
  'source.unreadable': 'reject',
  'source.changing': 'retry',
  'format.unknown': 'reject',
  'format.unsupported': 'reject',
  'format.damaged': 'reject',
  'format.encrypted': 'reject',
  'encoding.invalid': 'reject',
  'delimited.unclosedQuote': 'reject',
  'delimited.raggedRow': 'reject',
  'delimited.severalTables': 'reject',
  'delimited.undecided': 'reject',
  'json.invalid': 'reject',
  'json.duplicateKey': 'reject',
  'json.noRecords': 'reject',
  'json.mixedShape': 'reject',
  'xml.forbidden': 'reject',
  'xml.noRecords': 'reject',
  'archive.unsafe': 'reject',
  'sheet.unknown': 'reject',
  'option.invalid': 'reject',
  // the file's content cannot be loaded
  'columns.none': 'reject',
  'column.nameIllegal': 'reject',
  'column.nameCollision': 'reject',
  'column.nameReserved': 'reject',
  'key.columnMissing': 'reject',
  'key.null': 'reject',
  'key.duplicate': 'reject',
  'age.columnMissing': 'reject',
  'age.mixedType': 'reject',
  'value.tooLong': 'reject',
  'value.doesNotFit': 'reject',
  'schema.drift': 'reject',
  'nested.inFlat': 'reject',
  'object.tooLarge': 'reject',
  'verification.disagrees': 'reject',
  // the converter
  'converter.crashed': 'retry',
  'converter.crashedTwice': 'stop',
  'converter.timeLimit': 'reject',
  'converter.cancelled': 'retry',
  'converter.cannotStart': 'stop',
  // the way to Celonis
  'network.unreachable': 'retry',
  'network.timeout': 'retry',
  'network.proxyRefused': 'hold',
  'network.certificate': 'hold',
  'service.busy': 'retry',
  'service.error': 'retry',
  'credentials.refused': 'hold',
  'credentials.signature': 'hold',
  'credentials.missing': 'hold',
  'credentials.locked': 'hold',
  'credentials.noKeychain': 'hold',
  'credentials.profileUnreadable': 'hold',
  'access.denied': 'hold',
  'clock.skewed': 'hold',
  'connection.unknown': 'hold',
  'region.wrong': 'hold',
  'table.unknown': 'reject',
  'upload.refused': 'reject',
  'upload.bodyChanged': 'retry',
  // this machine
  'disk.full': 'wait',
  'folder.missing': 'wait',
  'folder.unreadable': 'wait',
  'folder.notWritable': 'wait',
  'spool.lost': 'retry',
  // the program
  'configuration.unreadable': 'stop',
  'configuration.invalid': 'stop',
  'configuration.unknownKey': 'stop',
  'usage.wrong': 'stop',
  'run.notIdle': 'stop',
  'dataDirectory.inUse': 'stop',
  'dataDirectory.unusable': 'stop',
  'journal.damaged': 'stop',
  'journal.newer': 'stop',
  'module.cannotLoad': 'stop',
  'call.refused': 'stop',
  internal: 'stop',
} as const satisfies Record<string, Remedy>;

export type FaultCode = keyof typeof remedies;
export const FaultCode = z.enum(Object.keys(remedies) as [FaultCode, ...FaultCode[]]);

/** What is known of a fault. Values of cells are cut to 200 characters; a secret never stands here. */
export const Facts = z.object({
  file: z.string().optional(),
  path: z.string().optional(),
  /** 1-based data row (the header is not counted). */
  row: z.int().optional(),
  /** 1-based line of a text file. */
  line: z.int().optional(),
  column: z.string().optional(),
  value: z.string().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
  /** What exactly is wrong, in a few English words where the code alone does not say it. */
  reason: z.string().optional(),
  suggestion: z.string().optional(),
  table: z.string().optional(),
  connection: z.string().optional(),
  key: z.string().optional(),
  count: z.number().optional(),
  limit: z.number().optional(),
  bytes: z.number().optional(),
  /** A time limit; or how far this machine's clock is ahead of the service's (negative: behind). */
  seconds: z.number().optional(),
  status: z.int().optional(),
  /** The service's own error code, e.g. `SignatureDoesNotMatch`. */
  serviceCode: z.string().optional(),
  /** Milliseconds that the service asked us to wait. */
  retryAfter: z.number().optional(),
  process: z.string().optional(),
  /** Several places, e.g. the first ten misfits of a drift. */
  places: z
    .array(
      z.object({
        row: z.int().optional(),
        line: z.int().optional(),
        column: z.string().optional(),
        value: z.string().optional(),
        expected: z.string().optional(),
        reason: z.string().optional(),
      }),
    )
    .optional(),
});
export type Facts = z.infer<typeof Facts>;

export const FaultView = z.object({ code: FaultCode, facts: Facts });
export type FaultView = z.infer<typeof FaultView>;

/** A fault on its way up. Everything that Sluice throws on purpose is one. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly facts: Facts;

  constructor(code: FaultCode, facts: Facts = {}, options?: ErrorOptions) {
    super(facts.reason === undefined ? code : `${code}: ${facts.reason}`, options);
    this.name = 'Fault';
    this.code = code;
    this.facts = facts;
  }

  get remedy(): Remedy {
    return remedies[this.code];
  }

  get view(): FaultView {
    return { code: this.code, facts: this.facts };
  }

  static of(view: FaultView): Fault {
    return new Fault(view.code, view.facts);
  }

  /** Any thrown thing as a fault; what nobody foresaw becomes `internal` with its message. */
  static from(thrown: unknown): Fault {
    if (thrown instanceof Fault) return thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new Fault('internal', { reason }, { cause: thrown });
  }
}

export const remedyOf = (code: FaultCode): Remedy => remedies[code];

/** A cell's value as it may be shown: whole when short, cut with an ellipsis when long. */
export const shown = (value: string, length = 200): string =>
  value.length <= length ? value : `${value.slice(0, length - 1)}…`;
