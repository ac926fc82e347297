import type { EngineEvent } from '../contract/events.ts';
import { leftAloneSentence, stateNames } from '../contract/words/states.ts';
import { bytes, rows } from './numbers.ts';
import { visible } from './visible.ts';

/** An event as a plain line for a log or a pipe; undefined for what is not worth one. */
export const eventLine = (event: EngineEvent, at: Date): string | undefined => {
  const said = say(event);
  return said === undefined ? undefined : `${at.toISOString()} ${visible(said)}`;
};

const say = (event: EngineEvent): string | undefined => {
  switch (event.type) {
    case 'started':
      return `started: ${event.tables} ${event.tables === 1 ? 'table' : 'tables'} of ${event.connections} ${event.connections === 1 ? 'connection' : 'connections'}`;
    case 'arrived':
      return `${event.connection}/${event.table} ${event.file}: arrived (${bytes(event.bytes)})`;
    case 'state': {
      const facts = [
        event.rows === undefined ? undefined : rows(event.rows),
        event.bytes === undefined ? undefined : bytes(event.bytes),
      ].filter((fact) => fact !== undefined);
      const more = event.message ?? (facts.length === 0 ? '' : facts.join(', '));
      return `${event.connection}/${event.table} ${event.file}: ${stateNames.en[event.state].toLowerCase()}${more === '' ? '' : ` (${more})`}`;
    }
    case 'retrying':
      return `${event.connection}/${event.table} ${event.file}: ${event.message} Next try in ${Math.ceil(event.waits / 1000)} s.`;
    case 'folder':
      if (!event.folder.reachable) {
        return `${event.connection}/${event.table}: the folder cannot be reached (${event.folder.fault?.facts.path ?? ''})`;
      }
      return event.folder.leftAlone?.map((one) => leftAloneSentence(one, event.table)).join(' ') || undefined;
    case 'held':
      return `${event.connection}: stopped. ${event.message}`;
    case 'released':
      return `${event.connection}: goes on`;
    case 'trouble':
      return event.message;
    case 'idle':
      return 'nothing left to do';
    case 'stopped':
      return 'stopped';
    case 'progress':
    case 'changed':
      return undefined;
  }
};
