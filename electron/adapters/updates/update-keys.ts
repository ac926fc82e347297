import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { publicKeyOf } from './signed-manifest.ts';

/** Written by the build beside the main bundle, and covered by the archive's integrity in a package. */
export const updateKeysFile = 'update-keys.json';
const Keys = z.array(z.string()).max(10);

/** The keys that this build was given; none where it was given none. Throws where the file is damaged. */
export const readUpdateKeys = async (build: string): Promise<readonly KeyObject[]> => {
  const text = await readFile(path.join(build, updateKeysFile), 'utf8').catch(() => '[]');
  return Keys.parse(JSON.parse(text)).map(publicKeyOf);
};
