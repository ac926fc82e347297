import { parameter, type RequestTarget } from './request-target.ts';

export type Operation =
  | 'PutObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'
  | 'ListParts'
  | 'HeadObject'
  | 'HeadBucket'
  | 'Unsupported';

/** S3's name for what a request asks. Reading and listing objects is `Unsupported`: the API only takes uploads. */
export const operationOf = (
  method: string,
  { key, query }: RequestTarget,
  headers: NodeJS.Dict<string | string[]>,
): Operation => {
  const has = (name: string) => parameter(query, name) !== undefined;
  if (key === '') return method === 'HEAD' ? 'HeadBucket' : 'Unsupported';
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'PUT') {
    if (headers['x-amz-copy-source'] !== undefined) return 'Unsupported';
    if (has('uploadId') && has('partNumber')) return 'UploadPart';
    return has('acl') || has('tagging') || has('uploadId') || has('partNumber') ? 'Unsupported' : 'PutObject';
  }
  if (method === 'POST' && has('uploads')) return 'CreateMultipartUpload';
  if (method === 'POST' && has('uploadId')) return 'CompleteMultipartUpload';
  if (method === 'DELETE' && has('uploadId')) return 'AbortMultipartUpload';
  if (method === 'GET' && has('uploadId')) return 'ListParts';
  return 'Unsupported';
};
