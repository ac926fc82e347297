import { createReadStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { noSuchUpload } from '../http/s3-error.ts';
import type { Arrival, Arrivals, Part, Upload } from './arrivals.ts';
import { writeBodyFile, type BodyFile } from './body-file.ts';
import { syncFolder, type Folders } from './folders.ts';

export type NewArrival = Omit<Arrival, 'number' | 'file'>;

/** The bodies on disk, together with the journal that says what they are. */
export class ObjectStore {
  readonly folders: Folders;
  readonly arrivals: Arrivals;

  constructor(folders: Folders, arrivals: Arrivals) {
    this.folders = folders;
    this.arrivals = arrivals;
  }

  /** Removes what an earlier run left half done: no body that nothing refers to stays. */
  async tidy(): Promise<void> {
    const known = this.arrivals.files();
    for (const folder of [this.folders.incoming, this.folders.objects]) {
      for (const name of await readdir(folder)) {
        if (!known.has(name)) await rm(join(folder, name), { recursive: true, force: true });
      }
    }
  }

  /** Takes a sealed body over as an object. When this returns, it is accepted for good; gives its number. */
  async accept(file: BodyFile, arrival: NewArrival): Promise<number> {
    await this.#moveToObjects(file);
    return this.arrivals.add({ ...arrival, file: file.name });
  }

  /** Keeps a sealed body as a part of an upload. */
  async acceptPart(file: BodyFile, upload: Upload, part: Omit<Part, 'file'>): Promise<void> {
    await syncFolder(this.folders.incoming);
    // The upload may have ended while its part was on the way.
    if (this.arrivals.upload(upload.id) === undefined) {
      await file.discard();
      throw noSuchUpload(upload.id);
    }
    const replaced = this.arrivals.parts(upload.id).find(({ number }) => number === part.number);
    this.arrivals.addPart(upload.id, { ...part, file: file.name });
    if (replaced !== undefined) await this.#removeIncoming([replaced]);
  }

  /** Makes one object of an upload's parts; ends the upload. Throws NoSuchUpload where somebody else ended it first. */
  async assemble(upload: Upload, chosen: readonly Part[], arrival: NewArrival): Promise<number> {
    const { file } = await writeBodyFile(this.folders.incoming, async (keep) => {
      for (const part of chosen) {
        for await (const bytes of createReadStream(join(this.folders.incoming, part.file)))
          await keep(bytes as Buffer);
      }
    }).catch((error: unknown) => {
      throw this.arrivals.upload(upload.id) === undefined ? noSuchUpload(upload.id) : error;
    });
    await this.#moveToObjects(file);
    if (this.arrivals.upload(upload.id) === undefined) {
      await rm(join(this.folders.objects, file.name), { force: true });
      throw noSuchUpload(upload.id);
    }
    const parts = this.arrivals.parts(upload.id);
    const number = this.arrivals.add({ ...arrival, file: file.name }, upload.id);
    await this.#removeIncoming(parts);
    return number;
  }

  async abort(upload: Upload): Promise<void> {
    const parts = this.arrivals.parts(upload.id);
    this.arrivals.removeUpload(upload.id);
    await this.#removeIncoming(parts);
  }

  pathOf(arrival: Arrival): string {
    return join(this.folders.objects, arrival.file);
  }

  /** Lets go of the body that a loaded one has replaced under its key. */
  async releaseBefore(arrival: Arrival): Promise<void> {
    const replaced = this.arrivals.before(arrival);
    if (replaced !== undefined) await rm(this.pathOf(replaced), { force: true });
  }

  async #moveToObjects(file: BodyFile): Promise<void> {
    await rename(file.path, join(this.folders.objects, file.name));
    await syncFolder(this.folders.objects);
  }

  async #removeIncoming(parts: readonly Part[]): Promise<void> {
    for (const part of parts) await rm(join(this.folders.incoming, part.file), { force: true });
  }
}
