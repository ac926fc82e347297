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

const dayNames = [
  'sunday sun sonntag so dimanche dim domingo dom domenica zondag zo',
  'monday mon montag mo lundi lun lunes lunedì segunda-feira maandag ma',
  'tuesday tue tues dienstag di mardi martes martedì terça-feira dinsdag',
  'wednesday wed mittwoch mi mercredi mer miércoles mié mercoledì quarta-feira woensdag wo',
  'thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedì gio quinta-feira donderdag',
  'friday fri freitag fr vendredi ven viernes vie venerdì sexta-feira vrijdag vr',
  'saturday sat samstag sa sonnabend samedi sam sábado sáb sabato sab zaterdag za',
] as const;

/** The number of each day of the week (0: Sunday) by each of its names, in lower case. */
export const dayByName: ReadonlyMap<string, number> = new Map(
  dayNames.flatMap((names, index) => names.split(' ').map((name) => [name, index] as const)),
);
