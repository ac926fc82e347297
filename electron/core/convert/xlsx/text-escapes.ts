/**
 * Undoes `_x000D_`: characters that XML cannot hold are stored so in a workbook's texts, and `_x005F_` stands for an
 * underscore that would otherwise begin such an escape.
 */
export const withoutEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )
    : text;
