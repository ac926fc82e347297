import { escapeXml } from './xml.ts';

/** A refusal in S3's vocabulary. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  /** Further elements of the error document. */
  readonly details: Readonly<Record<string, string | number>>;
  /** Seconds for a `Retry-After` header. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, string | number>> = {},
    retryAfter?: number,
  ) {
    super(message);
    this.name = 'S3Error';
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  document(resource: string, requestId: string): string {
    const elements = {
      Code: this.code,
      Message: this.message,
      ...this.details,
      Resource: resource,
      RequestId: requestId,
    };
    const body = Object.entries(elements).map(
      ([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${body.join('')}</Error>`;
  }
}

/** The client went away, or was sent away: there is nobody to answer. */
export class ConnectionLost extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'ConnectionLost';
  }
}

export const noSuchUpload = (uploadId: string): S3Error =>
  new S3Error(
    404,
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  );

export const accessDenied = (message = 'Access Denied'): S3Error => new S3Error(403, 'AccessDenied', message);

export const invalidArgument = (message: string, name: string, value: string): S3Error =>
  new S3Error(400, 'InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });
