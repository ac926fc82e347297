const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a request was meant for this machine. A web page elsewhere can point its own name at 127.0.0.1, but not
 * change the `Host` header that the browser then sends.
 */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && loopback.test(host);
