import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { DeliveryState } from '../../../electron/contract/state.ts';
import { stateNames } from '../../../electron/contract/words/states.ts';
import { Button } from '../../ui/button.tsx';
import type { Option } from '../../ui/field.tsx';
import { useWindow } from '../../window-context.ts';
import { isFiltered, onTheWay, times, type Filters } from './history-query.ts';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option<string>[];
  readonly onChange: (value: string) => void;
}

const Pick = ({ label, value, options, onChange }: PickProps) => (
  <select
    aria-label={label}
    value={value}
    className={value === '' ? 'fitted' : 'fitted set'}
    onChange={(event) => onChange(event.target.value)}
  >
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

/** A person's typing rests this long before it is looked for, in milliseconds. */
const typingRests = 150;

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
  readonly focus: boolean;
}

export const FilterBar = ({ filters, onChange, focus }: FilterBarProps) => {
  const { words, language, live } = useWindow();
  const { history } = words;
  const [text, setText] = useState(filters.text);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => setText(filters.text), [filters.text]);
  useEffect(() => {
    if (focus) search.current?.focus();
  }, [focus]);
  useEffect(() => {
    if (text === filters.text) return undefined;
    const timer = setTimeout(() => onChange({ text }), typingRests);
    return () => clearTimeout(timer);
  }, [text, filters.text, onChange]);

  const connections = live.status?.connections ?? [];
  const tables = connections
    .filter((one) => filters.connection === '' || one.name === filters.connection)
    .flatMap((one) => one.tables.map((table) => table.name));
  return (
    <div className="filters" role="search">
      <div className="search">
        <Search aria-hidden size={14} />
        <input
          ref={search}
          type="search"
          value={text}
          placeholder={history.search}
          aria-label={history.searchHelp}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Pick
        label={history.connection}
        value={filters.connection}
        options={[
          { value: '', label: history.allConnections },
          ...connections.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(connection) => onChange({ connection, table: '' })}
      />
      <Pick
        label={history.table}
        value={filters.table}
        options={[
          { value: '', label: history.allTables },
          ...[...new Set(tables)].map((name) => ({ value: name, label: name })),
        ]}
        onChange={(table) => onChange({ table })}
      />
      <Pick
        label={history.state}
        value={filters.state}
        options={[
          { value: '', label: history.allStates },
          { value: onTheWay, label: history.onTheWay },
          ...DeliveryState.options.map((state) => ({ value: state, label: stateNames[language][state] })),
        ]}
        onChange={(state) => onChange({ state })}
      />
      <Pick
        label={history.time}
        value={filters.time}
        options={[
          { value: '', label: history.anyTime },
          { value: 'today', label: history.today },
          { value: 'week', label: history.week },
          { value: 'month', label: history.month },
          { value: 'range', label: history.range },
        ]}
        onChange={(time) => onChange({ time: times.find((one) => one === time) ?? '' })}
      />
      {filters.time === 'range' ? (
        <>
          <input
            type="date"
            aria-label={history.from}
            value={filters.from}
            max={filters.to}
            onChange={(event) => onChange({ from: event.target.value })}
          />
          <input
            type="date"
            aria-label={history.to}
            value={filters.to}
            min={filters.from}
            onChange={(event) => onChange({ to: event.target.value })}
          />
        </>
      ) : null}
      {isFiltered(filters) ? (
        <Button
          kind="quiet"
          icon={X}
          onClick={() =>
            onChange({ text: '', connection: '', table: '', state: '', time: '', from: '', to: '' })
          }
        >
          {history.clear}
        </Button>
      ) : null}
    </div>
  );
};
