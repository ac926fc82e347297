/**
 * The access key and secret of one connection. Neither printing nor serialising shows them; read them where a request
 * is signed and nowhere else.
 */
export class Credentials {
  readonly #accessKeyId: string;
  readonly #secretAccessKey: string;

  constructor(accessKeyId: string, secretAccessKey: string) {
    this.#accessKeyId = accessKeyId;
    this.#secretAccessKey = secretAccessKey;
  }

  get accessKeyId(): string {
    return this.#accessKeyId;
  }

  get secretAccessKey(): string {
    return this.#secretAccessKey;
  }

  toJSON(): string {
    return '[credentials]';
  }

  toString(): string {
    return '[credentials]';
  }
}
