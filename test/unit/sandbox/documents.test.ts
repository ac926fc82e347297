import { describe, expect, test } from 'vitest';
import { parseAuthorization } from '../../../electron/sandbox/http/authorization-header.ts';
import { parseCompleteRequest } from '../../../electron/sandbox/http/complete-request.ts';
import { S3Error } from '../../../electron/sandbox/http/s3-error.ts';
import { s3Document } from '../../../electron/sandbox/http/xml.ts';

describe('the Authorization header', () => {
  const scope = '20240101/eu-central-1/s3/aws4_request';
  const signature = 'a'.repeat(64);
  test.each([', ', ',', ' ,  '])('is read with %j between its pieces', (between) => {
    const pieces = [
      `Credential=AK/with/slash/${scope}`,
      'SignedHeaders=Host;x-amz-date',
      `Signature=${signature}`,
    ];
    expect(parseAuthorization(`AWS4-HMAC-SHA256 ${pieces.join(between)}`)).toEqual({
      accessKeyId: 'AK/with/slash',
      day: '20240101',
      region: 'eu-central-1',
      service: 's3',
      signedHeaders: ['host', 'x-amz-date'],
      signature,
    });
  });
  test.each([
    ['Basic abc', 'InvalidRequest'],
    ['AWS4-HMAC-SHA256 ', 'AuthorizationHeaderMalformed'],
    [`AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host,Signature=a`, 'AuthorizationHeaderMalformed'],
    [
      `AWS4-HMAC-SHA256 Credential=AK/${scope},SignedHeaders=date,Signature=a`,
      'AuthorizationHeaderMalformed',
    ],
    [`AWS4-HMAC-SHA256 Credential=AK/${scope},SignedHeaders=host`, 'AuthorizationHeaderMalformed'],
  ])('is refused: %s', (header, code) => {
    expect(() => parseAuthorization(header)).toThrow(expect.objectContaining({ code }));
  });
});

test('a completion is read with and without quotes, blanks and a namespace', () => {
  const document = `<?xml version="1.0"?>\n<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
    <Part><ETag>&quot;aa&quot;</ETag><PartNumber> 1 </PartNumber><ChecksumCRC32>x</ChecksumCRC32></Part>
    <Part><PartNumber>2</PartNumber><ETag>"bb"</ETag></Part></CompleteMultipartUpload>`;
  expect(parseCompleteRequest(document)).toEqual([
    { number: 1, etag: 'aa' },
    { number: 2, etag: 'bb' },
  ]);
});

test('documents escape what they quote', () => {
  expect(s3Document('R', [['K', '<a & "b">\u0000']])).toContain('<K>&#60;a &#38; &#34;b&#34;&#62;\ufffd</K>');
  expect(new S3Error(403, 'AccessDenied', 'no <b>').document('/x?<y>', 'ID')).not.toMatch(/<b>|<y>/);
});
