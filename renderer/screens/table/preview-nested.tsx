import { useState } from 'react';
import type { Preview } from '../../../electron/contract/calls.ts';
import type { Column, DerivedTable } from '../../../electron/contract/schema.ts';
import { useWindow } from '../../window-context.ts';
import { KeyVerdict } from './preview-columns.tsx';
import type { TableDraft } from './table-draft.ts';
import { toggledKey } from './table-draft.ts';

interface NestedProps {
  readonly preview: Preview;
  readonly draft: TableDraft;
  readonly onChange: (change: Partial<TableDraft>) => void;
}

interface LinkProps {
  /** The member of the record that the pointer rests on, as a path. */
  readonly pointed: string;
  readonly onPoint: (path: string) => void;
}

const joined = (path: readonly string[]): string => path.join('.');

const Tree = ({
  columns,
  above,
  ...link
}: { readonly columns: readonly Column[]; readonly above: readonly string[] } & LinkProps) => (
  <ul>
    {columns.map((column) => {
      const path = [...above, column.name];
      // a list's one child is its element; what is inside that is what a person looks for
      const inside =
        column.type === 'LIST' ? (column.children?.[0]?.children ?? []) : (column.children ?? []);
      const here = link.pointed === joined(path);
      return (
        <li key={column.name}>
          <span
            className={here ? 'tree-line here' : 'tree-line'}
            onPointerEnter={() => link.onPoint(joined(path))}
            onPointerLeave={() => link.onPoint('')}
          >
            {column.name} <span className="code">{column.type === 'LIST' ? '[ ]' : column.type}</span>
          </span>
          {inside.length === 0 ? null : <Tree columns={inside} above={path} {...link} />}
        </li>
      );
    })}
  </ul>
);

const Derived = ({
  derived,
  draft,
  onChange,
  pointed,
  onPoint,
}: { readonly derived: DerivedTable } & Omit<NestedProps, 'preview'> & LinkProps) => {
  const { table } = useWindow().words;
  const root = derived.parent === undefined;
  return (
    <section aria-label={derived.name}>
      <h3>
        {derived.name} {root ? null : <span className="faint">{table.childOf(derived.parent ?? '')}</span>}
      </h3>
      <table>
        {root ? (
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
              <th scope="col" className="role-cell">
                <span className="hidden">{table.role}</span>
              </th>
            </tr>
          </thead>
        ) : (
          <colgroup>
            <col />
            <col className="type-cell" />
            <col className="role-cell" />
          </colgroup>
        )}
        <tbody>
          {derived.columns.map((column) => {
            const path = joined([...derived.path, ...column.source]);
            const [member = ''] = column.source;
            // only members of the record itself can be key or age column
            const chosen = root && column.source.length === 1;
            return (
              <tr
                key={column.name}
                className={column.source.length > 0 && path === pointed ? 'here' : undefined}
                onPointerEnter={() => onPoint(column.source.length > 0 ? path : '')}
                onPointerLeave={() => onPoint('')}
              >
                {root ? (
                  <>
                    <td className="mark-cell">
                      {chosen ? (
                        <input
                          type="checkbox"
                          aria-label={table.keyOf(column.name)}
                          checked={column.primaryKey}
                          onChange={() => onChange({ primaryKey: toggledKey(draft, member) })}
                        />
                      ) : null}
                    </td>
                    <td className="mark-cell">
                      {chosen ? (
                        <input
                          type="checkbox"
                          aria-label={table.ageOf(column.name)}
                          checked={column.ageColumn}
                          onChange={() => onChange({ ageColumn: draft.ageColumn === member ? '' : member })}
                        />
                      ) : null}
                    </td>
                  </>
                ) : null}
                <th scope="row">{column.name}</th>
                <td className="code">{column.type}</td>
                <td>
                  {column.primaryKey ? <span className="tag key">{table.primaryKey}</span> : null}{' '}
                  {column.foreignKey === undefined ? null : (
                    <span className="tag key">
                      {table.foreignKey} → {column.foreignKey}
                    </span>
                  )}{' '}
                  {column.ageColumn ? <span className="tag good">{table.ageColumn}</span> : null}{' '}
                  {column.source.length === 0 && column.foreignKey === undefined ? (
                    <span className="tag">{table.generated}</span>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};

/** The sample's record on the left, the tables that Celonis will build of it on the right. */
export const PreviewNested = ({ preview, draft, onChange }: NestedProps) => {
  const { table } = useWindow().words;
  const [pointed, setPointed] = useState('');
  const link = { pointed, onPoint: setPointed };
  return (
    <div className="stack">
      <KeyVerdict preview={preview} draft={draft} />
      <div className="nested">
        <section className="tree" aria-label={table.tree}>
          <h3>{table.tree}</h3>
          <Tree columns={preview.schema} above={[]} {...link} />
        </section>
        <div className="derived">
          {preview.derived.map((derived) => (
            <Derived key={derived.name} derived={derived} draft={draft} onChange={onChange} {...link} />
          ))}
          <p className="field-note">{table.promise}</p>
        </div>
      </div>
    </div>
  );
};
