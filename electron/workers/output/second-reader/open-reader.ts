import { ParquetEnvelopeReader, ParquetReader } from '@dsnp/parquetjs';
import type { SchemaElement } from './physical-leaves.ts';

/** What parquetjs keeps in its schema beside the members, and what JavaScript keeps in any object. */
const taken = new Set(['parent', 'num_children', '__proto__']);

/** The name under which parquetjs knows a member. */
export const readerName = (name: string): string => (taken.has(name) ? `${name}\0` : name);

export interface OpenedReader {
  readonly reader: ParquetReader;
  /** The schema as it stands in the file, depth first. */
  readonly elements: readonly SchemaElement[];
}

/** Opens a file; members whose names parquetjs cannot hold are called otherwise in it (`readerName`). */
export const openReader = async (path: string): Promise<OpenedReader> => {
  const envelope = await ParquetEnvelopeReader.openFile(path);
  try {
    await envelope.readHeader();
    const metadata = await envelope.readFooter();
    const elements = metadata.schema.map((element): SchemaElement => ({ ...element }));
    for (const element of metadata.schema) element.name = readerName(element.name);
    for (const { columns } of metadata.row_groups)
      for (const { meta_data: about } of columns)
        if (about !== null && about !== undefined)
          about.path_in_schema = about.path_in_schema.map(readerName);
    return { reader: new ParquetReader(metadata, envelope), elements };
  } catch (error) {
    await envelope.close();
    throw error;
  }
};
