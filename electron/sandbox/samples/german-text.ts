/** 123450 hundredths as `1.234,50`; what is below zero with SAP's minus behind it: `1.234,50-`. */
export const germanAmount = (hundredths: number): string => {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${whole},${digits.slice(-2)}${hundredths < 0 ? '-' : ''}`;
};

/** 4711 as `0000004711`. */
export const tenDigits = (number: number): string => String(number).padStart(10, '0');

/** A line of a delimited file: fields are quoted where they must be, quotes doubled; lines end as on Windows. */
export const delimitedLine = (fields: readonly string[], delimiter: string): string => {
  const quoted = fields.map((field) =>
    field.includes(delimiter) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field,
  );
  return `${quoted.join(delimiter)}\r\n`;
};

/** What Windows-1252 has where Latin-1 has control characters; the few that the samples use. */
const beyondLatin: Readonly<Record<string, number>> = { '€': 0x80, '„': 0x84, '“': 0x93, '–': 0x96 };

/** Throws a RangeError for a character that Windows-1252 cannot hold. */
export const inWindows1252 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = beyondLatin[letter] ?? letter.codePointAt(0) ?? 0;
      if (code > 0xff || (code >= 0x80 && code <= 0x9f && beyondLatin[letter] === undefined)) {
        throw new RangeError(`Windows-1252 has no ${letter}`);
      }
      return code;
    }),
  );

/** UTF-16, little-endian, with its byte order mark: Excel's "Unicode text". */
export const inUtf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
