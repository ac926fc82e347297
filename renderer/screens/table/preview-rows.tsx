import { useWindow } from '../../window-context.ts';

interface RowsProps {
  readonly label: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Which columns hold numbers. */
  readonly numeric?: readonly boolean[];
}

/** The first rows as they stand; what is empty says so. */
export const PreviewRows = ({ label, header, rows, numeric }: RowsProps) => {
  const { table } = useWindow().words;
  if (rows.length === 0) return <p className="faint">{table.none}</p>;
  return (
    <div className="preview-rows" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {header.map((name, index) => (
              <th key={`${index} ${name}`} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td
                  key={index}
                  className={numeric?.[index] === true ? 'number' : undefined}
                  title={cell ?? undefined}
                >
                  {cell === null ? <span className="nothing">{table.nullCell}</span> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
