import { readFile } from 'node:fs/promises';

export type Fields = Readonly<Record<string, string>>;

/** Reads a delimited text the slow and obvious way, as a second opinion on what the samples' writer wrote. */
export const readDelimited = async (
  path: string,
  encoding: string,
  delimiter: string,
): Promise<readonly Fields[]> => {
  const text = new TextDecoder(encoding, { fatal: true }).decode(await readFile(path));
  const [header = [], ...rows] = split(text, delimiter);
  return rows.map((row) => {
    if (row.length !== header.length) throw new Error(`${row.length} fields in place of ${header.length}`);
    return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']));
  });
};

const split = (text: string, delimiter: string): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text.charAt(at + 1) === '"') field += text.charAt((at += 1));
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === delimiter) {
      row.push(field);
      field = '';
    } else if (letter === '\n') {
      rows.push([...row, field.replace(/\r$/, '')]);
      row = [];
      field = '';
    } else field += letter;
  }
  return rows;
};

/** `1.234,50-` as -123450. */
export const hundredths = (amount: string): number => {
  if (!/^\d{1,3}(\.\d{3})*,\d{2}-?$/.test(amount)) throw new Error(`${amount} is no German amount`);
  const size = Number(amount.replaceAll(/[.,-]/g, ''));
  return amount.endsWith('-') ? -size : size;
};

/** `31.12.2024 08:15:00` in an order that texts can be compared by. */
export const comparable = (time: string): string =>
  time.replace(/^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)$/, '$3-$2-$1 $4');
