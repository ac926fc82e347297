/** That the service holds the object: what "delivered" rests on. */
export interface Receipt {
  /** Without quotes; empty where the service named none. */
  readonly etag: string;
  readonly bytes: number;
  /** An earlier attempt had delivered it: HeadObject found the object. */
  readonly viaHead: boolean;
  /** An earlier attempt may have delivered it too, and the service could not be asked. */
  readonly mayHaveArrivedTwice: boolean;
  /** How many parts it went in; 0 for one PutObject. */
  readonly parts: number;
  /** How many of them an earlier attempt had sent. */
  readonly resumedParts: number;
}
