/** Whether two texts in the grammar of JSON numbers (`-12.50e3`) denote the same decimal number. */
export const sameDecimal = (one: string, other: string): boolean =>
  normalDecimal(one) === normalDecimal(other);

/** Sign, digits without zeros at either end, and the power of ten of the last digit. */
const normalDecimal = (text: string): string => {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return `? ${text}`;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  if (short === '') return '0';
  return `${sign}${short}e${Number(power) - fraction.length + (digits.length - short.length)}`;
};
