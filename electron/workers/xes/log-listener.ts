import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault } from '../../contract/fault.ts';
import {
  attributeValue,
  isScalarType,
  type AttributeValue,
  type ScalarType,
} from '../../core/convert/xes/attribute-value.ts';
import { attributesAsObject, TypesSeen, type Attribute } from '../../core/convert/xes/event-attributes.ts';
import { localName, type XmlListener, type XmlPosition } from '../xml/parse-xml.ts';

/** What an open element is to the log. */
interface Frame {
  readonly element:
    'log' | 'trace' | 'event' | 'global' | 'scalar' | 'container' | 'list' | 'values' | 'other';
  readonly key: string;
  /** The path of hints; `undefined` inside lists, where no column begins. */
  readonly path: string | undefined;
  readonly line: number;
  readonly attributes: Attribute[];
  /** The elements of a list that has them in `values`. */
  values?: Attribute[];
}

/** Events of one case that wait for the case's own attributes, should those stand behind them. */
const mostWaiting = 5_000;

type FlawKind = NonNullable<AttributeValue['flaw']> | 'unknownElement';

interface Flaw {
  count: number;
  readonly line: number;
  readonly value: string;
}

/**
 * Makes one JSON object of every event of a log: the attributes of its case, prefixed `case:`, then its own. Values
 * inside scalar attributes become members `key_inner`; containers become objects, lists become lists of objects.
 */
export class LogListener implements XmlListener {
  position: XmlPosition = { line: 0 };
  readonly types = new TypesSeen();
  readonly #file: string;
  readonly #onEvent: (line: number, json: string) => void;
  readonly #open: Frame[] = [];
  readonly #flaws = new Map<FlawKind, Flaw>();
  readonly #globals = new Set<string>();
  #waiting: { line: number; attributes: readonly Attribute[] }[] = [];
  #caseGone = false;
  #scope = '';
  #caseEvents = 0;
  #cases = 0;
  #emptyCases = 0;
  #events = 0;
  #logAttributes = 0;

  constructor(file: string, onEvent: (line: number, json: string) => void) {
    this.#file = file;
    this.#onEvent = onEvent;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const element = localName(name);
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      if (element !== 'log') throw this.#damaged(`its first element is ${element} and not log`);
      this.#push('log', '', '');
      return;
    }
    if (parent.element === 'other') this.#push('other', '', '');
    else if (element === 'trace' && parent.element === 'log') this.#beginCase();
    else if (element === 'event' && (parent.element === 'trace' || parent.element === 'log'))
      this.#push('event', '', '');
    else if (element === 'global' && parent.element === 'log') {
      this.#scope = attributes['scope'] ?? 'event';
      this.#push('global', '', '');
    } else if (element === 'values' && parent.element === 'list') this.#push('values', '', undefined);
    else if (isAttribute(element) && !this.#isRow() && (attributes['key'] ?? '') === '') {
      // some tools write statistics on the log without a key: they are no part of the rows
      this.#logAttributes += 1;
      this.#push('other', '', '');
    } else if (isScalarType(element)) this.#scalar(element, attributes, parent);
    else if (element === 'list' || element === 'container') {
      const key = this.#key(attributes);
      this.#push(element, key, element === 'list' ? undefined : pathOf(parent, key, this.#inCase()));
    } else {
      if (element !== 'extension' && element !== 'classifier') this.#flaw('unknownElement', element);
      this.#push('other', '', '');
    }
  }

  close(): void {
    const closed = this.#open.pop();
    const parent = this.#open.at(-1);
    if (closed === undefined || parent === undefined) return;
    switch (closed.element) {
      case 'event':
        this.#endEvent(closed);
        break;
      case 'trace':
        this.#endCase(closed);
        break;
      case 'container':
        this.#give(parent, { key: closed.key, json: this.#object(closed.attributes, closed.line) });
        break;
      case 'list': {
        // in IEEE 1849 the elements stand in `values`, and what is beside it belongs to the list itself; older logs know none
        const elements = closed.values ?? closed.attributes;
        const items = elements.map(({ key, json }) => `{${JSON.stringify(key)}:${json}}`);
        this.#give(parent, { key: closed.key, json: `[${items.join(',')}]` });
        if (closed.values !== undefined)
          for (const { key, json } of closed.attributes)
            this.#give(parent, { key: `${closed.key}_${key}`, json });
        break;
      }
      case 'values':
        parent.values = [...(parent.values ?? []), ...closed.attributes];
        break;
      case 'scalar': {
        const [own, ...inner] = closed.attributes;
        if (own !== undefined) this.#give(parent, own);
        for (const { key, json } of inner) this.#give(parent, { key: `${closed.key}_${key}`, json });
        break;
      }
      case 'log':
      case 'global':
      case 'other':
        break;
    }
  }

  get warnings(): Warning[] {
    const warnings: Warning[] = [];
    for (const [flaw, { count, line, value }] of this.#flaws)
      warnings.push(warning(`xes.${flaw}`, { count, value, line }));
    if (this.#emptyCases > 0) warnings.push(warning('xes.emptyCases', { count: this.#emptyCases }));
    return warnings;
  }

  get evidence(): string[] {
    return [
      `log: ${this.#events} events in ${this.#cases} cases`,
      'dates: brought to UTC',
      ...(this.#globals.size === 0 ? [] : [`declared for all: ${[...this.#globals].join(', ')}`]),
      ...(this.#logAttributes === 0
        ? []
        : [`attributes of the log itself, not part of rows: ${this.#logAttributes}`]),
    ];
  }

  #scalar(type: ScalarType, attributes: Readonly<Record<string, string>>, parent: Frame): void {
    const key = this.#key(attributes);
    const path = parent.element === 'list' ? undefined : pathOf(parent, key, this.#inCase());
    const value = attributeValue(type, attributes['value']);
    if (this.#isRow()) this.#note(value, attributes['value'] ?? '');
    if (path !== undefined && this.#isRow()) this.types.add(path, value.type);
    this.#push('scalar', key, path);
    this.#open.at(-1)?.attributes.push({ key, json: value.json });
  }

  /** Whether what is open now is an attribute of a case or an event, and not a default or one of the log. */
  #isRow(): boolean {
    return this.#open.some((frame) => frame.element === 'trace' || frame.element === 'event');
  }

  #inCase(): boolean {
    return !this.#open.some((frame) => frame.element === 'event');
  }

  #note(value: AttributeValue, text: string): void {
    if (value.flaw !== undefined) this.#flaw(value.flaw, text);
  }

  #flaw(kind: FlawKind, text: string): void {
    const seen = this.#flaws.get(kind);
    if (seen === undefined)
      this.#flaws.set(kind, { count: 1, line: this.position.line, value: text.slice(0, 100) });
    else seen.count += 1;
  }

  #give(parent: Frame, attribute: Attribute): void {
    if (parent.element === 'log') this.#logAttributes += 1;
    else if (parent.element === 'global')
      this.#globals.add(this.#scope === 'trace' ? `case:${attribute.key}` : attribute.key);
    else if (parent.element === 'trace') {
      if (this.#caseGone)
        throw this.#damaged(
          `the attribute ${attribute.key} of a case stands behind more than ${mostWaiting} of its events`,
        );
      parent.attributes.push({ key: `case:${attribute.key}`, json: attribute.json });
    } else parent.attributes.push(attribute);
  }

  #beginCase(): void {
    this.#push('trace', '', '');
    this.#waiting = [];
    this.#caseGone = false;
    this.#caseEvents = 0;
    this.#cases += 1;
  }

  #endEvent(event: Frame): void {
    this.#caseEvents += 1;
    this.#events += 1;
    const trace = this.#open.findLast((frame) => frame.element === 'trace');
    if (trace === undefined) {
      this.#onEvent(event.line, this.#object(event.attributes, event.line));
      return;
    }
    this.#waiting.push({ line: event.line, attributes: event.attributes });
    if (this.#waiting.length < mostWaiting && !this.#caseGone) return;
    this.#caseGone = true;
    this.#handOn(trace);
  }

  #endCase(trace: Frame): void {
    if (this.#caseEvents === 0) this.#emptyCases += 1;
    this.#handOn(trace);
  }

  #handOn(trace: Frame): void {
    for (const { line, attributes } of this.#waiting)
      this.#onEvent(line, this.#object([...trace.attributes, ...attributes], line));
    this.#waiting = [];
  }

  #object(attributes: readonly Attribute[], line: number): string {
    const object = attributesAsObject(attributes);
    if ('json' in object) return object.json;
    throw this.#damaged(`the attribute ${object.repeated} stands twice with different values`, line);
  }

  #key(attributes: Readonly<Record<string, string>>): string {
    const key = attributes['key'];
    if (key === undefined || key === '') throw this.#damaged('an attribute without a key');
    return key;
  }

  #push(element: Frame['element'], key: string, path: string | undefined): void {
    this.#open.push({ element, key, path, line: this.position.line, attributes: [] });
  }

  #damaged(reason: string, line = this.position.line): Fault {
    return new Fault('format.damaged', { file: this.#file, line, reason });
  }
}

const isAttribute = (element: string): boolean =>
  isScalarType(element) || element === 'list' || element === 'container';

/** Members joined by a dot; what is inside a scalar attribute stands beside it. */
const pathOf = (parent: Frame, key: string, inCase: boolean): string | undefined => {
  if (parent.path === undefined) return undefined;
  if (parent.element === 'scalar') return `${parent.path}_${key}`;
  if (parent.element === 'container') return `${parent.path}.${key}`;
  return inCase ? `case:${key}` : key;
};
