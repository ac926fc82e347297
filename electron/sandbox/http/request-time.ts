import { accessDenied, S3Error } from './s3-error.ts';

/** How far a client's clock may be off, in milliseconds: S3 allows 15 minutes. */
export const allowedSkew = 15 * 60 * 1000;

const form = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Checks `x-amz-date` against the clock (`now`: milliseconds since 1970). Throws AccessDenied or RequestTimeTooSkewed. */
export const checkRequestTime = (stamp: string, now: number): void => {
  const parts = form.exec(stamp)?.slice(1).map(Number);
  const [year, month, day, hour, minute, second] = parts ?? [];
  if (year === undefined || month === undefined) {
    throw accessDenied('AWS authentication requires a valid Date or x-amz-date header');
  }
  const sent = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Math.abs(now - sent) <= allowedSkew) return;
  throw new S3Error(
    403,
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    {
      RequestTime: stamp,
      ServerTime: new Date(now).toISOString().replace(/\.\d+/, ''),
      MaxAllowedSkewMilliseconds: allowedSkew,
    },
  );
};
