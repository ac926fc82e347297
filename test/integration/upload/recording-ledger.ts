import type { RecordedPart, UploadLedger } from '../../../electron/core/upload/upload-ledger.ts';

/** Keeps what a journal would, for the next attempt. */
export class RecordingLedger implements UploadLedger {
  upload: { id: string; parts: RecordedPart[] } | undefined;
  readonly forgotten: string[] = [];

  recordUpload(uploadId: string): void {
    this.upload = { id: uploadId, parts: [] };
  }

  recordPart(part: RecordedPart): void {
    this.upload?.parts.push(part);
  }

  forgetUpload(): void {
    if (this.upload !== undefined) this.forgotten.push(this.upload.id);
    this.upload = undefined;
  }
}
