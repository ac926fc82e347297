import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { ReadOptions, TargetTable } from '../../../electron/contract/configuration.ts';
import { codeBlocks, type CodeBlock } from './code-blocks.ts';
import { sourceName } from './example-source.ts';

/** What a page says of one file when it is read in one way. */
export interface Claim {
  readonly page: string;
  readonly line: number;
  readonly source: readonly CodeBlock[];
  readonly options: ReadOptions;
  readonly table: TargetTable | undefined;
  readonly kind: 'result' | 'refused';
  /** `tolerant`, `nested`; `learn`: its schema is pinned for what follows in the page; `pinned`: it is read with that. */
  readonly words: readonly string[];
  readonly expected: string;
  /** Each line is the sentence of one warning; and of one piece of evidence. */
  readonly warnings: readonly string[];
  readonly evidence: readonly string[];
}

/** A dialogue with the command line about the files that the page showed before. */
export interface Dialogue {
  readonly page: string;
  readonly line: number;
  readonly files: readonly (readonly CodeBlock[])[];
  readonly turns: readonly { readonly command: string; readonly answer: string }[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Paths of all pages, relative to the project. */
export const pages = (): string[] => [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .toSorted(),
];

export const pageText = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The examples of a page. Throws for a block that claims something of no file. */
export const examplesOf = (
  page: string,
): { readonly claims: readonly Claim[]; readonly dialogues: readonly Dialogue[] } => {
  const claims: Claim[] = [];
  const dialogues: Dialogue[] = [];
  const files = new Map<string, CodeBlock[]>();
  let options: ReadOptions = {};
  let table: TargetTable | undefined;
  let source: CodeBlock[] = [];
  for (const block of codeBlocks(pageText(page))) {
    const { language, words, text, line } = block;
    const name = sourceName(block);
    const [purpose, ...rest] = words;
    if (name !== undefined) {
      const isPart =
        source.length > 0 &&
        sourceName(source[0] as CodeBlock) === name &&
        (block.settings['in'] ?? block.settings['sheet']) !== undefined &&
        !words.includes('anew');
      if (isPart) source.push(block);
      else {
        source = [block];
        options = {};
        table = undefined;
      }
      files.set(name, source);
    } else if (language === 'yaml' && purpose === 'options') options = ReadOptions.parse(parse(text));
    else if (language === 'yaml' && purpose === 'table') table = tableOf(text);
    else if (language === 'text' && (purpose === 'result' || purpose === 'refused')) {
      if (source.length === 0) throw new Error(`${page}, line ${line}: a result of no file`);
      claims.push({
        page,
        line,
        source: [...source],
        options,
        table,
        kind: purpose,
        words: rest,
        expected: text,
        warnings: [],
        evidence: [],
      });
    } else if (language === 'text' && (purpose === 'warnings' || purpose === 'evidence')) {
      const last = claims.pop();
      if (last === undefined) throw new Error(`${page}, line ${line}: ${purpose} of no result`);
      claims.push({ ...last, [purpose]: sentences(text) });
    } else if (language === 'console')
      dialogues.push({ page, line, files: [...files.values()], turns: turnsOf(text) });
  }
  return { claims, dialogues };
};

const tableOf = (text: string): TargetTable =>
  TargetTable.parse({ name: 'orders', folder: 'drop', ...(parse(text) as object) });

/** One a line; a line that begins with blanks goes on with the one before. */
const sentences = (text: string): string[] => text.trimEnd().replaceAll(/\n +/g, ' ').split('\n');

const turnsOf = (text: string) =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((turn) => {
      const end = turn.indexOf('\n');
      return { command: turn.slice(0, end), answer: turn.slice(end + 1) };
    });
