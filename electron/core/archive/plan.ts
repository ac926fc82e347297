import { deliveredFolder, rejectedFolder } from '../watch/names.ts';
import { markerSuffix } from '../settle/marker.ts';
import { numbered, reasonName, rejectedRowsName } from './names.ts';
import type { ArchiveRequest, MovePlan } from './port.ts';

/** The calendar day of a moment on this machine's clock, `YYYY-MM-DD`. */
export const localDay = (epochMs: number): string => {
  const date = new Date(epochMs);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Joins an absolute path and parts; `join` of node:path, handed in because it differs between systems. */
export type Join = (...parts: string[]) => string;

/** The plan with the `number`-th choice of names. The first whose `namesOf` are all free is the one to take. */
export const planArchive = (request: ArchiveRequest, number: number, join: Join): MovePlan => {
  const parts = request.name.split('/');
  const name = numbered(parts.pop() ?? request.name, number);
  const rejected = join(request.root, rejectedFolder, ...parts);
  const folder = {
    delivered: join(request.root, deliveredFolder, request.day, ...parts),
    rejected,
    kept: undefined,
  }[request.kind];
  const marked = folder !== undefined && request.doneMarker === 'suffix';
  return {
    root: request.root,
    source: request.source,
    target: folder === undefined ? undefined : join(folder, name),
    notes:
      request.reason === undefined ? [] : [{ path: join(rejected, reasonName(name)), text: request.reason }],
    copies:
      request.rejectedRows === undefined
        ? []
        : [{ from: request.rejectedRows, to: join(rejected, rejectedRowsName(name)) }],
    companions: marked
      ? [{ from: request.source.path + markerSuffix, to: join(folder, name + markerSuffix) }]
      : [],
  };
};

/** Every path that a plan would make. */
export const namesOf = (plan: MovePlan): readonly string[] => [
  ...(plan.target === undefined ? [] : [plan.target]),
  ...plan.notes.map((note) => note.path),
  ...plan.copies.map((copy) => copy.to),
];
