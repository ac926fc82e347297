import type { EngineEvent } from '../../contract/events.ts';
import { nextStep, whatHappened } from '../../contract/words/sentence.ts';
import { bytes, rows } from '../numbers.ts';
import { cut, paperWidth, wrapped, type Ink, type Inking } from './paper.ts';

const tableWidth = 14;
const stageWidth = 11;
const margin = 3;
const indent = margin + tableWidth + stageWidth;

/** Tells each file's way, a few lines an event. Remembers when each arrived, to say how long its way took. */
export class Narration {
  readonly #ink: Inking;
  /** Milliseconds of a clock that never goes back. */
  readonly #now: () => number;
  readonly #arrived = new Map<number, number>();

  constructor(ink: Inking, now: () => number) {
    this.#ink = ink;
    this.#now = now;
  }

  /** The lines for an event; none for what is not worth one, nor for what ends the demo: the program says that itself. */
  tell(event: EngineEvent): readonly string[] {
    switch (event.type) {
      case 'arrived':
        this.#arrived.set(event.id, this.#now());
        return this.#step(event.table, 'arrived', `${event.file}, ${bytes(event.bytes)}`);
      case 'state':
        return this.#state(event);
      case 'retrying':
        return this.#step(
          event.table,
          'waits',
          `${event.message} Next try in ${Math.ceil(event.waits / 1000)} s.`,
          'notable',
        );
      default:
        return [];
    }
  }

  #state(event: Extract<EngineEvent, { type: 'state' }>): readonly string[] {
    const { table, file } = event;
    switch (event.state) {
      case 'spooled': {
        const facts = [
          ...(event.rows === undefined ? [] : [rows(event.rows)]),
          ...(event.bytes === undefined ? [] : [`${bytes(event.bytes)} of Parquet`]),
        ];
        return this.#step(table, 'converted', facts.join(', '));
      }
      case 'uploading':
        return this.#step(table, 'uploading', event.key?.split('/').at(-1) ?? file);
      case 'delivered':
        return this.#step(table, 'delivered', `${file}${this.#took(event.id)}`, 'good');
      case 'duplicate':
        return this.#step(
          table,
          'skipped',
          `${file}: the table received exactly this content before, and has no primary key.`,
          'notable',
        );
      case 'rejected':
        return this.#rejected(event);
      case 'empty':
      case 'held':
      case 'superseded':
        return this.#step(table, event.state, file, 'notable');
      case 'queued':
      case 'converting':
        return [];
    }
  }

  #rejected(event: Extract<EngineEvent, { type: 'state' }>): readonly string[] {
    const { table, file, fault } = event;
    return [
      ...this.#step(table, 'rejected', fault === undefined ? file : whatHappened(fault), 'bad'),
      ...(fault === undefined ? [] : this.#step('', 'next step', nextStep(fault))),
      ...this.#step('', 'set aside', `_rejected/${file}, with the reason in a text beside it`),
    ];
  }

  #took(id: number): string {
    const since = this.#arrived.get(id);
    return since === undefined ? '' : `, ${((this.#now() - since) / 1000).toFixed(1)} s after it arrived`;
  }

  #step(table: string, stage: string, words: string, ink: Ink = 'plain'): readonly string[] {
    const [first = '', ...more] = wrapped(words, paperWidth - indent);
    const name = cut(table, tableWidth - 2).padEnd(tableWidth);
    return [
      `${' '.repeat(margin)}${this.#ink('quiet', name)}${this.#ink(ink, stage.padEnd(stageWidth))}${first}`,
      ...more.map((line) => ' '.repeat(indent) + line),
    ];
  }
}
