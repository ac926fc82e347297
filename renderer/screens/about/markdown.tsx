import { Fragment, type ReactNode } from 'react';

/** `code`, **strong** and [links] inside a line; links lead nowhere here, their text stays. */
const inline = (text: string): ReactNode[] =>
  text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]*\))/g).map((part, index) => {
    if (part.startsWith('`') && part.length > 2)
      return (
        <code key={index} className="code">
          {part.slice(1, -1)}
        </code>
      );
    if (part.startsWith('**') && part.length > 4) return <strong key={index}>{part.slice(2, -2)}</strong>;
    const link = /^\[([^\]]+)\]\([^)]*\)$/.exec(part)?.[1];
    return <Fragment key={index}>{link ?? part}</Fragment>;
  });

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\s*\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));

const Table = ({ lines }: { readonly lines: readonly string[] }) => {
  const [head = '', , ...body] = lines;
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="lines-table">
        <thead>
          <tr>
            {cellsOf(head).map((cell, index) => (
              <th key={index} scope="col">
                {inline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((line, row) => (
            <tr key={row}>
              {cellsOf(line).map((cell, index) => (
                <td key={index}>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

type Kind = 'code' | 'table' | 'list' | 'heading' | 'text';
interface Block {
  readonly kind: Kind;
  readonly lines: string[];
}

const kindOf = (line: string): Kind => {
  if (/^\s*\|/.test(line)) return 'table';
  if (/^\s*([-*]|\d+\.)\s/.test(line)) return 'list';
  return /^#{1,6}\s/.test(line) ? 'heading' : 'text';
};

/** The blocks of a document: enough of Markdown for what Sluice's own documents use. */
export const blocksOf = (text: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith('```')) {
      const wasCode = open?.kind === 'code';
      open = wasCode ? undefined : { kind: 'code', lines: [] };
      if (open !== undefined) blocks.push(open);
    } else if (open?.kind === 'code') open.lines.push(line);
    else if (line.trim() === '') open = undefined;
    else {
      const kind = kindOf(line);
      const goesOn: boolean =
        open !== undefined && (open.kind === kind || (open.kind === 'list' && kind === 'text'));
      if (open !== undefined && goesOn && kind === 'text' && open.kind === 'list') {
        open.lines.push(`${open.lines.pop() ?? ''} ${line.trim()}`);
      } else if (open !== undefined && goesOn && kind !== 'heading') open.lines.push(line);
      else {
        open = { kind, lines: [line] };
        blocks.push(open);
      }
    }
  }
  return blocks;
};

const Drawn = ({ block }: { readonly block: Block }) => {
  const [first = ''] = block.lines;
  switch (block.kind) {
    case 'code':
      return <pre>{block.lines.join('\n')}</pre>;
    case 'table':
      return <Table lines={block.lines} />;
    case 'list':
      return (
        <ul>
          {block.lines.map((line, index) => (
            <li key={index}>{inline(line.replace(/^\s*([-*]|\d+\.)\s+/, ''))}</li>
          ))}
        </ul>
      );
    case 'heading': {
      const title = inline(first.replace(/^#+\s+/, ''));
      return /^#{1,2}\s/.test(first) ? <h2>{title}</h2> : <h3>{title}</h3>;
    }
    case 'text':
      return <p>{inline(block.lines.join(' '))}</p>;
  }
};

/** A document of Sluice's own; its pictures are of this window and left out. */
export const Markdown = ({ text }: { readonly text: string }) => (
  <article className="document">
    {blocksOf(text.replace(/^# .*\n/, '').replaceAll(/^!\[[^\]]*\]\([^)]*\)$/gm, '')).map((block, index) => (
      <Drawn key={index} block={block} />
    ))}
  </article>
);
