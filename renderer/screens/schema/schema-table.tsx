import { ColumnType } from '../../../electron/contract/state.ts';
import type { ColumnReading, PinnedSchema } from '../../../electron/contract/schema.ts';
import { useWindow } from '../../window-context.ts';

interface SchemaTableProps {
  readonly schema: PinnedSchema;
  readonly primaryKey: readonly string[];
  readonly ageColumn: string | undefined;
  readonly onChange: (columns: readonly ColumnReading[]) => void;
}

/** How numbers of a column are written, by an example. */
const numbersOf = (reading: ColumnReading): string => {
  if (reading.decimalSeparator === undefined && reading.thousandsSeparator === undefined) return '';
  const thousands = reading.thousandsSeparator === 'none' ? '' : (reading.thousandsSeparator ?? '');
  const fraction = reading.decimalSeparator === undefined ? '' : `${reading.decimalSeparator}56`;
  return `1${thousands}234${fraction}${reading.trailingMinus === true ? '-' : ''}`;
};

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The pinned columns: type and date format can be set, the rest is as the first file had it. */
export const SchemaTable = ({ schema, primaryKey, ageColumn, onChange }: SchemaTableProps) => {
  const { table } = useWindow().words;
  const change = (index: number, reading: ColumnReading): void =>
    onChange(schema.columns.with(index, reading));
  return (
    <div className="scroll-x">
      <table className="lines-table schema-table">
        <thead>
          <tr>
            <th scope="col">{table.column}</th>
            <th scope="col">{table.type}</th>
            <th scope="col">{table.notation}</th>
            <th scope="col">{table.header}</th>
          </tr>
        </thead>
        <tbody>
          {schema.columns.map((reading, index) => {
            const { name, type } = reading.column;
            const dated = type === 'DATE' || type === 'DATETIME';
            return (
              <tr key={name}>
                <th scope="row">
                  {name}{' '}
                  {primaryKey.some((one) => same(one, name)) ? (
                    <span className="tag key">{table.primaryKey}</span>
                  ) : null}{' '}
                  {ageColumn !== undefined && same(ageColumn, name) ? (
                    <span className="tag good">{table.ageColumn}</span>
                  ) : null}
                </th>
                <td>
                  {type === 'STRUCT' || type === 'LIST' ? (
                    <span className="code">{type}</span>
                  ) : (
                    <select
                      aria-label={table.typeOf(name)}
                      value={type}
                      onChange={(event) => {
                        const chosen = ColumnType.safeParse(event.target.value);
                        if (chosen.success)
                          change(index, { ...reading, column: { ...reading.column, type: chosen.data } });
                      }}
                    >
                      {ColumnType.options.map((one) => (
                        <option key={one}>{one}</option>
                      ))}
                    </select>
                  )}
                </td>
                <td>
                  {dated ? (
                    <input
                      type="text"
                      className="code"
                      spellCheck={false}
                      aria-label={table.dateFormatOf(name)}
                      placeholder={table.automatic}
                      value={reading.dateFormat ?? ''}
                      onChange={(event) => {
                        const { dateFormat: _, ...rest } = reading;
                        const dateFormat = event.target.value;
                        change(index, dateFormat === '' ? rest : { ...rest, dateFormat });
                      }}
                    />
                  ) : (
                    <span className="code">{numbersOf(reading)}</span>
                  )}
                </td>
                <td className="faint">{same(reading.header, name) ? '' : reading.header}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
