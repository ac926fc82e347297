import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A small forward and CONNECT proxy. Whatever host is asked for, it connects to `target` on loopback. */
export class ProxyServer implements AsyncDisposable {
  /** `CONNECT host:port`, or `PUT http://…`, in the order of arrival. */
  readonly seen: string[] = [];
  /** Answers every CONNECT and every request with this in place of passing it on. */
  refusal: number | undefined;
  readonly #server: http.Server;
  readonly #sockets = new Set<Socket>();
  readonly #authorization: string | undefined;

  constructor(target: number, login?: string) {
    this.#authorization = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
    this.#server = http.createServer((request, response) => {
      this.seen.push(`${request.method} ${request.url}`);
      const refused = this.#refused(request);
      if (refused !== undefined) return void response.writeHead(refused).end();
      const url = new URL(request.url ?? '');
      const { 'proxy-authorization': _login, 'proxy-connection': _kept, ...headers } = request.headers;
      const onward = http.request(
        { port: target, host: '127.0.0.1', method: request.method, path: url.pathname + url.search, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    });
    this.#server.on('connection', (socket) => this.#track(socket));
    this.#server.on('connect', (request: http.IncomingMessage, socket: Socket, head: Buffer) => {
      this.seen.push(`CONNECT ${request.url}`);
      const refused = this.#refused(request);
      if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused} Refused\r\n\r\n`);
      const onward = net.connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      this.#track(onward);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  address(login = ''): string {
    return `http://${login === '' ? '' : `${login}@`}127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #refused(request: http.IncomingMessage): number | undefined {
    if (this.refusal !== undefined) return this.refusal;
    const known =
      this.#authorization === undefined || request.headers['proxy-authorization'] === this.#authorization;
    return known ? undefined : 407;
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
