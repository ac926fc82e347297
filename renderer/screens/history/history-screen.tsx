import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Download, History as HistoryIcon, SearchX } from 'lucide-react';
import { amend, go, type Route, withQuery } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Page } from '../../ui/page.tsx';
import { useWindow } from '../../window-context.ts';
import { DetailPanel } from './detail-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HistoryList } from './history-list.tsx';
import { HistoryPages } from './history-pages.ts';
import { engineQuery, filtersOf, isFiltered, queryOf, type Filters } from './history-query.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useExport } from './use-export.ts';

/** At most once in this time the list is read anew while things happen, in milliseconds. */
const rereadAfter = 1_000;

/** Every delivery there was, filtered and sorted, with all that is known of it. */
export const HistoryScreen = ({ route }: { readonly route: Route }) => {
  const { door, live, words, format } = useWindow();
  const filters = useMemo(() => filtersOf(route.query), [route]);
  const query = useMemo(() => engineQuery(filters, new Date()), [filters]);
  const question = JSON.stringify([query, filters.sort]);
  const pages = useMemo(() => new HistoryPages(door, query, filters.sort), [door, question]);
  const state = useSyncExternalStore(pages.subscribe, pages.read);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const open = Number(route.parts[1] ?? 0);
  const exporting = useExport(query);

  useEffect(() => setSelected(new Set()), [question]);
  const changes = useRef(live.changes);
  useEffect(() => {
    changes.current = live.changes;
  });
  useEffect(() => {
    let known = changes.current;
    const timer = setInterval(() => {
      if (changes.current === known) return;
      known = changes.current;
      pages.outdate();
    }, rereadAfter);
    return () => clearInterval(timer);
  }, [pages]);

  const change = (next: Partial<Filters>): void =>
    amend(withQuery(open > 0 ? `/history/${open}` : '/history', queryOf({ ...filters, ...next })));
  const openRow = (id: number | undefined): void =>
    go(withQuery(id === undefined ? '/history' : `/history/${id}`, queryOf(filters)));

  const nothing = state.total === 0;
  return (
    <Page
      title={words.history.title}
      filled
      actions={
        <>
          <span className="faint" role="status">
            {state.total === undefined ? '' : words.history.total(state.total)}
          </span>
          <Button
            icon={Download}
            disabled={nothing || exporting.rows !== undefined}
            onClick={exporting.start}
          >
            {exporting.rows === undefined
              ? words.history.export
              : words.history.exporting(format.number(exporting.rows))}
          </Button>
        </>
      }
    >
      <FilterBar filters={filters} onChange={change} focus={route.query.get('focus') === 'search'} />
      {state.fault === undefined ? null : (
        <FaultNote fault={state.fault}>
          <Button kind="primary" onClick={() => pages.outdate()}>
            {words.common.retry}
          </Button>
        </FaultNote>
      )}
      <div className="history">
        <div className="history-main">
          {selected.size === 0 ? null : (
            <SelectionBar
              selected={selected}
              onDone={() => setSelected(new Set())}
              onChanged={() => pages.outdate()}
            />
          )}
          {nothing ? (
            isFiltered(filters) ? (
              <Empty icon={SearchX} title={words.history.noMatch}>
                <Button onClick={() => amend('/history')}>{words.history.clear}</Button>
              </Empty>
            ) : (
              <Empty icon={HistoryIcon} title={words.history.empty} help={words.history.emptyHelp} />
            )
          ) : (
            <HistoryList
              key={question}
              pages={pages}
              state={state}
              sort={filters.sort}
              onSort={(sort) => change({ sort })}
              selected={selected}
              onSelect={setSelected}
              open={open}
              onOpen={openRow}
            />
          )}
        </div>
        {open > 0 ? (
          <DetailPanel
            key={open}
            id={open}
            onClose={() => openRow(undefined)}
            onChanged={() => pages.outdate()}
          />
        ) : null}
      </div>
    </Page>
  );
};
