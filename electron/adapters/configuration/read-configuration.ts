import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { Configuration, ReadOptions } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { PinnedSchema } from '../../contract/schema.ts';
import { checkConfiguration } from '../../core/configuration/check.ts';
import { explain, type LineOf } from '../../core/configuration/explain.ts';

/** Reads a configuration file (YAML or JSON). Relative paths in it become absolute: they are relative to the file. */
export const readConfiguration = (file: string): Configuration => {
  const path = resolve(file);
  return parseConfiguration(textOf(path), path);
};

/** The same for a text; `file` is where it stands, for messages and for relative paths. */
export const parseConfiguration = (text: string, file: string): Configuration => {
  const { value, lineOf } = parse(text, file, Configuration);
  const absolute = withAbsolutePaths(value, dirname(file));
  checkConfiguration(absolute, file, lineOf);
  return absolute;
};

/** Reads a file of read options, as they stand under `options:` in a configuration. */
export const readOptionsFile = (file: string): ReadOptions => {
  const path = resolve(file);
  return parse(textOf(path), path, ReadOptions).value;
};

/** Reads a pinned schema as `schema export` prints it. */
export const readSchemaFile = (file: string): PinnedSchema => {
  const path = resolve(file);
  return parse(textOf(path), path, PinnedSchema).value;
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read; check its permissions',
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = reasons[code] ?? (code === '' ? String(error) : code);
    throw new Fault('configuration.unreadable', { path, reason }, { cause: error });
  }
};

const parse = <S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): { readonly value: z.output<S>; readonly lineOf: LineOf } => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new Fault('configuration.unreadable', {
      path: file,
      line,
      reason: `line ${line}: ${broken.message}${broken.code === 'BAD_DQ_ESCAPE' ? '; write Windows paths without quotes, or in single ones' : ''}`,
    });
  }
  const lineOf = lineFinder(document, lines);
  // aliases are bounded: a small file must not become a huge document
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (!parsed.success) throw explain(parsed.error, file, (place) => keysAt(schema, place), lineOf);
  return { value: parsed.data, lineOf };
};

const lineFinder =
  (document: Document, lines: LineCounter): LineOf =>
  (path, onKey) => {
    for (let length = path.length; length > 0; length -= 1) {
      const inner = path.slice(0, length);
      const parent = length === 1 ? document.contents : document.getIn(inner.slice(0, -1), true);
      const last = inner.at(-1);
      if (isMap(parent)) {
        const pair = parent.items.find(
          (item) => isPair(item) && isScalar(item.key) && item.key.value === last,
        );
        const node = pair === undefined ? undefined : onKey || !hasRange(pair.value) ? pair.key : pair.value;
        if (hasRange(node)) return lines.linePos(node.range[0]).line;
      } else {
        const node = document.getIn(inner, true);
        if (hasRange(node)) return lines.linePos(node.range[0]).line;
      }
    }
    return undefined;
  };

const hasRange = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);

/** The keys that the schema knows at a place. */
const keysAt = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  let schemas: readonly z.ZodType[] = [schema];
  for (const part of path) schemas = schemas.flatMap((one) => inside(one, part));
  return schemas.flatMap((one) =>
    unwrap(one).flatMap((s) => (s instanceof z.ZodObject ? Object.keys(s.shape) : [])),
  );
};

const unwrap = (schema: z.ZodType): readonly z.ZodType[] => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => unwrap(option as z.ZodType));
  return [schema];
};

const inside = (schema: z.ZodType, part: PropertyKey): readonly z.ZodType[] =>
  unwrap(schema).flatMap((one) => {
    if (one instanceof z.ZodArray) return [one.element as z.ZodType];
    if (one instanceof z.ZodObject) {
      const shape = one.shape as Readonly<Record<string, z.ZodType>>;
      const found = Object.hasOwn(shape, part) ? shape[String(part)] : undefined;
      return found === undefined ? [] : [found];
    }
    return [];
  });

const withAbsolutePaths = (configuration: Configuration, base: string): Configuration => ({
  ...configuration,
  ...(configuration.caFile === undefined ? {} : { caFile: resolve(base, configuration.caFile) }),
  connections: configuration.connections.map((connection) => ({
    ...connection,
    ...(connection.caFile === undefined ? {} : { caFile: resolve(base, connection.caFile) }),
    credentials:
      typeof connection.credentials === 'object' &&
      'profile' in connection.credentials &&
      connection.credentials.file !== undefined
        ? { ...connection.credentials, file: resolve(base, connection.credentials.file) }
        : connection.credentials,
    tables: connection.tables.map((table) => ({ ...table, folder: resolve(base, table.folder) })),
  })),
});
