/** A fenced block of a page: ```` ```csv file=orders.csv encoding=windows-1252 ````. */
export interface CodeBlock {
  /** 1-based line of the fence. */
  readonly line: number;
  readonly language: string;
  /** Words behind the language without `=`. */
  readonly words: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  /** With a line feed behind each line. */
  readonly text: string;
}

/** The fenced blocks of a page in Markdown, in their order. */
export const codeBlocks = (markdown: string): CodeBlock[] => {
  const blocks: CodeBlock[] = [];
  let open: { line: number; indent: number; info: string[]; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^( *)```(.*)$/.exec(line);
    if (open === undefined) {
      if (fence === null) continue;
      const info = (fence[2] ?? '').trim().split(/\s+/);
      open = { line: index + 1, indent: (fence[1] ?? '').length, info, lines: [] };
    } else if (fence?.[2] === '') {
      blocks.push(blockOf(open));
      open = undefined;
    } else open.lines.push(line.slice(open.indent));
  }
  if (open !== undefined) throw new Error(`the block in line ${open.line} is not closed`);
  return blocks;
};

const blockOf = (open: { line: number; info: readonly string[]; lines: readonly string[] }): CodeBlock => {
  const [language = '', ...rest] = open.info;
  const settings = rest.flatMap((word) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value ?? ''] as const];
  });
  return {
    line: open.line,
    language,
    words: rest.filter((word) => !word.includes('=')),
    settings: Object.fromEntries(settings),
    text: open.lines.map((line) => `${line}\n`).join(''),
  };
};
