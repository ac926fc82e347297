import type { Facts } from '../../contract/fault.ts';
import { nextStep, whatHappened } from '../../contract/words/sentence.ts';
import type { Delivery } from '../queue/delivery.ts';

/** The text of `NAME.reason.txt`: what happened, where, and what to do. Times are UTC. */
export const reasonText = (delivery: Delivery, now: Date): string => {
  const { error } = delivery;
  const lines = [
    `File:      ${delivery.sourceName}`,
    `Delivery:  ${delivery.id}`,
    `Rejected:  ${now.toISOString()}`,
    '',
    `Reason:    ${error === undefined ? 'unknown' : whatHappened(error)}`,
    `Next step: ${error === undefined ? '' : nextStep(error)}`,
  ];
  const places = placeLines(error?.facts ?? {});
  if (places.length > 0) lines.push('', 'Places:', ...places);
  lines.push('', `To send it again after it is mended: sluice retry ${delivery.id}`, '');
  return lines.join('\n');
};

/** The places of a fault, one a line: row, column, value and what was expected. */
export const placeLines = ({ places = [] }: Facts): string[] =>
  places.map((place) => {
    const parts = [
      place.row === undefined ? undefined : `row ${place.row}`,
      place.line === undefined ? undefined : `line ${place.line}`,
      place.column === undefined ? undefined : `column ${place.column}`,
      place.value === undefined ? undefined : `value “${place.value}”`,
      place.expected === undefined ? undefined : `expected ${place.expected}`,
      place.reason,
    ];
    return `  ${parts.filter((part) => part !== undefined).join(', ')}`;
  });
