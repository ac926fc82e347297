/** A part that the service acknowledged: its ETag, and the MD5 (hexadecimal) of what was sent. */
export interface RecordedPart {
  readonly number: number;
  readonly etag: string;
  readonly md5: string;
}

/**
 * What a restart must know of one delivery's multipart upload. Each call returns when the record is durable: the next
 * request is sent only then.
 */
export interface UploadLedger {
  recordUpload(uploadId: string): void | Promise<void>;
  recordPart(part: RecordedPart): void | Promise<void>;
  /** The upload and its parts are gone, or useless. */
  forgetUpload(): void | Promise<void>;
}
