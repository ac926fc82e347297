/**
 * The door over HTTP, as `sluice run --ui` opens it on loopback. The same calls, answers and pushes as over IPC.
 *
 * - `GET /?token=TOKEN`: the first address. Sets the session's cookie (HttpOnly, SameSite=Strict) and redirects to
 *   `/#window-key=KEY`: what the window keeps (`localStorage`, which belongs to this host and port alone) and comes back
 *   with after a restart. The token is good for as long as the service runs; any other answers 403.
 * - `POST /session`, `{"key":KEY}`: a window that was open before; answers 200 and sets the cookie, or 403.
 * - Without the cookie a navigation answers 403 with a page that tries `POST /session` and else says what to do.
 * - `GET /` and `GET /any/path/of/the/window`: the window's document; `GET /assets/…`: its files. The cookie is needed.
 *   The window's paths are those of `Push` of the kind `open`, e.g. `/history/12`.
 * - `POST /call/NAME`, `Content-Type: application/json`, body: the call's input as JSON (`{}` for none), at most
 *   `mostBodyBytes`. Answers 200 with an `Answer`: `{"ok":true,"value":…}` or `{"ok":false,"fault":{"code":…,"facts":{…}}}`.
 *   Whatever the call made of it, the status is 200. Other statuses mean that the door itself refused (403 without the
 *   cookie or from a foreign page, 404 for no such call, 413 too large, 415 for another content type); their body is an
 *   `Answer` with the fault `call.refused` all the same.
 * - `GET /events`: server-sent events. Each is `data: PUSH` with a `Push` as JSON and no `event:` field; a comment
 *   (`:`) every 15 seconds keeps the line open. The stream begins with nothing: open it first, then call
 *   `window.snapshot`, and drop events whose `sequence` is not above the snapshot's. Nothing is sent again after a
 *   break: after every `open` of the EventSource take a new snapshot. A `gap` and another `engine` than the
 *   snapshot's mean the same. At most `mostEventStreams` are open; one more answers 503.
 * - `PUT /drop/CONNECTION/TABLE/NAME` (each part percent-encoded), any content type, the file as the body: puts the file
 *   into the table's folder, under a free name. Files are put one after the other, in their order. Answers 200 with
 *   `{"ok":true,"value":{"name":"orders (2).csv"}}` or a fault.
 * - `PUT /sample/NAME`: the same for a file to look at before a table stands. `{"ok":true,"value":{"path":"…"}}`: the
 *   path may be given to `sample.preview`; the copy is removed when the service ends.
 *
 * `POST` and `PUT` need the header `Origin` (browsers set it by themselves) and it must be the window's own.
 */
export const httpDoor = {
  call: '/call/',
  events: '/events',
  drop: '/drop/',
  sample: '/sample/',
  session: '/session',
  keyName: 'window-key',
  token: 'token',
} as const;

/** The longest body of a call, in bytes. */
export const mostBodyBytes = 1024 * 1024;

/** Event streams that may be open at once. */
export const mostEventStreams = 32;
