/** Celonis handles file names of these characters only; see domain.md, "object keys". */
const foreign = /[^A-Za-z0-9._-]+/g;
const longestName = 200;
const ending = '.parquet';

const letters: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ẞ: 'SS',
  Æ: 'Ae',
  Œ: 'Oe',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'Th',
  Ħ: 'H',
  Ŧ: 'T',
};

const inAscii = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => letters[letter] ?? letter.normalize('NFKD').replace(/\p{M}+/gu, ''))
    .join('');

/** `report.2024.csv.gz` → `report.2024`: the format's ending and a compression's before it; a number is no ending. */
const withoutEndings = (name: string): string => {
  const unpacked = name.replace(/(?<=.)\.(gz|zip)$/i, '');
  return unpacked.replace(/(?<=.)\.[A-Za-z][A-Za-z0-9]{0,7}$/, '');
};

/** The part of the object's name that stands for the source: never empty, no leading dot, at most `longest` characters. */
export const stemOf = (sourceName: string, longest: number): string => {
  const base = sourceName.split(/[/\\]/).at(-1) ?? '';
  const stem = inAscii(withoutEndings(base.replace(/^\.+/, '')))
    .replace(foreign, '_')
    .replace(/^\.+/, '')
    .slice(0, longest)
    .replace(/\.+$/, '');
  return /[A-Za-z0-9]/.test(stem) ? stem : 'file';
};

/** Milliseconds since 1970 as yyyyMMddHHmmssSSS in UTC. */
const stamp = (instant: number): string => new Date(instant).toISOString().replace(/\D/g, '').slice(0, 17);

export interface KeyInput {
  /** In the spelling of the configuration. */
  readonly connectionId: string;
  readonly table: string;
  /** The source's file name, or its path. */
  readonly sourceName: string;
  /** When the delivery arrived, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** SHA-256 of the source, hexadecimal. */
  readonly sha256: string;
  readonly keyNaming: 'unique' | 'plain';
}

/**
 * The key of a delivery's object, chosen once and used by every attempt. `unique` names never meet; `plain` is the
 * source's own name, so that a later file of the same name replaces the object.
 */
export const objectKey = (input: KeyInput): string => {
  const tail =
    input.keyNaming === 'plain'
      ? ending
      : `_${stamp(input.arrivedAt)}_${input.sha256.slice(0, 8).toLowerCase()}${ending}`;
  const name = `${stemOf(input.sourceName, longestName - tail.length)}${tail}`;
  return `connection/${input.connectionId}/${input.table}/${name}`;
};
