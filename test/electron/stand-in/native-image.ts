import { existsSync } from 'node:fs';

/** An image that remembers the file it came from, so that a test can tell which icon is shown. */
export class StandInImage implements Pick<
  Electron.NativeImage,
  'isEmpty' | 'setTemplateImage' | 'isTemplateImage'
> {
  readonly path: string;
  #template = false;

  constructor(path: string) {
    this.path = path;
  }

  isEmpty(): boolean {
    return !existsSync(this.path);
  }

  setTemplateImage(option: boolean): void {
    this.#template = option;
  }

  isTemplateImage(): boolean {
    return this.#template;
  }
}

export const nativeImage = {
  createEmpty: (): StandInImage => new StandInImage(''),
  createFromPath: (path: string): StandInImage => new StandInImage(path),
};
