import type { Preview } from '../../../electron/contract/calls.ts';
import type { Column } from '../../../electron/contract/schema.ts';
import { useWindow } from '../../window-context.ts';

const Tree = ({ columns }: { readonly columns: readonly Column[] }) => (
  <ul>
    {columns.map((column) => {
      // a list's one child is its element; what is inside that is what a person looks for
      const inside =
        column.type === 'LIST' ? (column.children?.[0]?.children ?? []) : (column.children ?? []);
      return (
        <li key={column.name}>
          {column.name} <span className="code">{column.type === 'LIST' ? '[ ]' : column.type}</span>
          {inside.length === 0 ? null : <Tree columns={inside} />}
        </li>
      );
    })}
  </ul>
);

/** The sample's record on the left, the tables that Celonis will build of it on the right. */
export const PreviewNested = ({ preview }: { readonly preview: Preview }) => {
  const { table } = useWindow().words;
  return (
    <div className="nested">
      <section className="tree" aria-label={table.tree}>
        <h3>{table.tree}</h3>
        <Tree columns={preview.schema} />
      </section>
      <div className="derived">
        <p className="faint">{table.promise}</p>
        {preview.derived.map((derived) => (
          <section key={derived.name} aria-label={derived.name}>
            <h3>{derived.name}</h3>
            <table>
              <tbody>
                {derived.columns.map((column) => (
                  <tr key={column.name}>
                    <th scope="row">{column.name}</th>
                    <td className="code">{column.type}</td>
                    <td>
                      {column.primaryKey ? <span className="tag key">{table.primaryKey}</span> : null}{' '}
                      {column.foreignKey === undefined ? null : (
                        <span className="tag key" title={column.foreignKey}>
                          {table.foreignKey} → {column.foreignKey}
                        </span>
                      )}{' '}
                      {column.ageColumn ? <span className="tag good">{table.ageColumn}</span> : null}{' '}
                      {column.source.length === 0 && column.foreignKey === undefined ? (
                        <span className="tag">{table.generated}</span>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </div>
  );
};
