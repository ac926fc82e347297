import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Writes texts as a ZIP, whole or not at all. An existing file of that name is replaced. */
export const writeBundle = async (path: string, texts: ReadonlyMap<string, string>): Promise<void> => {
  const zip = new ZipFile();
  for (const [name, text] of texts) zip.addBuffer(Buffer.from(text, 'utf8'), name);
  zip.end();
  const part = `${path}.part`;
  try {
    await pipeline(zip.outputStream, createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};
