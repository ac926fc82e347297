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

/**
 * The plan with the `number`-th choice of names. The first whose `namesOf` are all free is the one to take; a file that
 * is rejected again where it lies, in `_rejected/`, keeps its name.
 */
export const planArchive = (request: ArchiveRequest, number: number, join: Join): MovePlan => {
  const { root, source } = request;
  const parts = request.name.split('/');
  const last = parts.pop() ?? request.name;
  const rejected = join(root, rejectedFolder, ...parts);
  const own = source.path.split(/[\\/]/).pop() ?? last;
  const stays = request.kind === 'rejected' && source.path === join(rejected, own);
  const name = stays ? own : numbered(last, number);
  const folder = stays
    ? undefined
    : { delivered: join(root, deliveredFolder, request.day, ...parts), rejected, kept: undefined }[
        request.kind
      ];
  const rows = request.rejectedRows;
  return {
    root,
    source,
    target: stays ? source.path : folder === undefined ? undefined : join(folder, name),
    notes:
      request.reason === undefined ? [] : [{ path: join(rejected, reasonName(name)), text: request.reason }],
    copies: rows === undefined ? [] : [{ from: rows, to: join(rejected, rejectedRowsName(name)) }],
    companions:
      folder === undefined || request.doneMarker !== 'suffix'
        ? []
        : [{ from: source.path + markerSuffix, to: join(folder, name + markerSuffix) }],
  };
};

/** Every path that a plan would make. */
export const namesOf = (plan: MovePlan): readonly string[] => [
  ...(plan.target === undefined ? [] : [plan.target]),
  ...plan.notes.map((note) => note.path),
  ...plan.copies.map((copy) => copy.to),
];
