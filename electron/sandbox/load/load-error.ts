/** Why an object could not be loaded: the line that the monitoring list shows, and more for whoever looks closer. */
export class LoadError extends Error {
  readonly detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.name = 'LoadError';
    this.detail = detail;
  }
}

/** The first three are Celonis's own words; the others are the sandbox's, for what its documents rule out. */
export const loadErrors = {
  keyMissing: 'PK NOT FOUND IN INPUT FILE',
  ageMissing: 'AGE COLUMN NOT FOUND IN INPUT FILE',
  schemaMismatch: 'DATAPOOL SCHEMA MISMATCH',
  keyNull: 'PK NULL IN INPUT FILE',
  unreadable: 'INPUT FILE IS NOT A READABLE PARQUET FILE',
  compressed: 'INPUT FILE IS COMPRESSED',
  decimal: 'DECIMAL COLUMN IN INPUT FILE',
  unsupportedType: 'UNSUPPORTED COLUMN TYPE IN INPUT FILE',
  nameCollision: 'COLUMN NAMES COLLIDE IN INPUT FILE',
  nameReserved: 'RESERVED COLUMN NAME IN INPUT FILE',
  stringTooLong: 'STRING LONGER THAN 65000 BYTES IN INPUT FILE',
  failed: 'LOAD FAILED',
} as const;
