/**
 * Months as exports name them: English, German, French, Spanish, Italian, Portuguese and Dutch, long and short, with
 * accents and without. No name means two months, so the language need not be known.
 */
const monthNames = [
  'january jan januar jänner janvier janv enero ene gennaio gen janeiro januari',
  'february feb februar février fevrier févr fevr fév febrero febbraio fevereiro fev februari',
  'march mar märz maerz mär mrz mars marzo março marco maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio mei',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug août aout agosto ago augustus',
  'september sep sept septembre septiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro',
] as const;

/** The number of each month by each of its names, in lower case. */
export const monthByName: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
