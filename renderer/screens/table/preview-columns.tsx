import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { Preview, PreviewColumn } from '../../../electron/contract/calls.ts';
import { ColumnType } from '../../../electron/contract/state.ts';
import { reasonOf } from '../../../electron/contract/words/reading.ts';
import { useWindow } from '../../window-context.ts';
import { toggledKey, type TableDraft, withOptions } from './table-draft.ts';

interface ColumnsProps {
  readonly preview: Preview;
  readonly draft: TableDraft;
  readonly onChange: (change: Partial<TableDraft>) => void;
}

/** Whether the chosen key holds, in a sentence. */
export const KeyVerdict = ({ preview, draft }: Omit<ColumnsProps, 'onChange'>) => {
  const { words } = useWindow();
  const { table, common } = words;
  const { key } = preview;
  if (draft.primaryKey.length === 0 || key === null) {
    return (
      <p className="verdict faint">
        <Info aria-hidden size={14} /> {table.keyNone}
      </p>
    );
  }
  const name = draft.primaryKey.join(', ');
  const good = key.unique && key.nulls === 0;
  const Icon = good ? CircleCheck : TriangleAlert;
  return (
    <p className={good ? 'verdict tone good' : 'verdict tone bad'} role="status">
      <Icon aria-hidden size={14} />
      {good
        ? table.keyGood(name, common.rows(preview.rows))
        : key.nulls > 0
          ? table.keyNulls(name, common.rows(key.nulls))
          : table.keyDouble(name)}
    </p>
  );
};

const TypeChoice = ({
  column,
  draft,
  onChange,
}: { readonly column: PreviewColumn } & Omit<ColumnsProps, 'preview'>) => {
  const { table } = useWindow().words;
  if (column.type === 'STRUCT' || column.type === 'LIST') return <span className="code">{column.type}</span>;
  const set = draft.options.types?.[column.name];
  return (
    <select
      aria-label={table.typeOf(column.name)}
      value={set ?? ''}
      onChange={(event) => {
        const { [column.name]: _, ...types } = draft.options.types ?? {};
        const chosen = ColumnType.safeParse(event.target.value);
        const next = chosen.success ? { ...types, [column.name]: chosen.data } : types;
        onChange({
          options: withOptions(draft.options, { types: Object.keys(next).length === 0 ? undefined : next }),
        });
      }}
    >
      <option value="">{set === undefined ? column.type : table.automatic}</option>
      {ColumnType.options.map((type) => (
        <option key={type} value={type}>
          {type}
        </option>
      ))}
    </select>
  );
};

/** Each column with what is in it, and check boxes for primary key and age column. */
export const PreviewColumns = ({ preview, draft, onChange }: ColumnsProps) => {
  const { words, format, language } = useWindow();
  const { table } = words;
  const names = preview.columns.map((column) => column.name);
  const reasons = preview.evidence.map((line) => reasonOf(line, names, language));
  const whyOf = (name: string): string | undefined => reasons.find(({ column }) => column === name)?.text;
  return (
    <div className="stack">
      <KeyVerdict preview={preview} draft={draft} />
      <div className="preview-rows" tabIndex={0} role="region" aria-label={table.columns}>
        <table className="columns-table">
          <thead>
            <tr>
              <th scope="col" className="mark-cell" title={table.primaryKey}>
                {table.keyShort}
              </th>
              <th scope="col" className="mark-cell" title={table.ageColumn}>
                {table.ageShort}
              </th>
              <th scope="col">{table.column}</th>
              <th scope="col" className="type-cell">
                {table.type}
              </th>
              <th scope="col">{table.example}</th>
              <th scope="col" className="number share-cell">
                {table.nulls}
              </th>
              <th scope="col" className="number distinct-cell">
                {table.distinct}
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column) => (
              <tr key={column.name}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={table.keyOf(column.name)}
                    checked={draft.primaryKey.includes(column.name)}
                    onChange={() => onChange({ primaryKey: toggledKey(draft, column.name) })}
                  />
                </td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={table.ageOf(column.name)}
                    checked={draft.ageColumn === column.name}
                    onChange={() =>
                      onChange({ ageColumn: draft.ageColumn === column.name ? '' : column.name })
                    }
                  />
                </td>
                <th scope="row" title={column.name}>
                  {column.name}
                </th>
                <td title={whyOf(column.name)}>
                  <TypeChoice column={column} draft={draft} onChange={onChange} />
                </td>
                <td title={column.example ?? undefined}>
                  {column.example ?? <span className="nothing">–</span>}
                </td>
                <td className="number">{format.percent(column.nullShare)}</td>
                <td className="number">
                  {column.unique ? <span className="tag good">{table.uniqueMark}</span> : null}{' '}
                  {format.number(Math.round(column.distinctEstimate))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};
