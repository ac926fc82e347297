import { TriangleAlert } from 'lucide-react';
import type { Preview } from '../../../electron/contract/calls.ts';
import { reasonOf } from '../../../electron/contract/words/reading.ts';
import { warningSentence } from '../../../electron/contract/words/warning.ts';
import { useWindow } from '../../window-context.ts';

/** What a person should know of the sample, and why everything was read as it was. */
export const PreviewReasons = ({ preview }: { readonly preview: Preview }) => {
  const { words, language } = useWindow();
  const { table } = words;
  const names = preview.columns.map((column) => column.name);
  const reasons = preview.evidence.map((line) => reasonOf(line, names, language));
  return (
    <div className="stack">
      {preview.warnings.map((warning) => (
        <p key={`${warning.code} ${warning.column ?? ''}`} className="verdict tone warn">
          <TriangleAlert aria-hidden size={14} /> {warningSentence(warning, language)}
        </p>
      ))}
      <div className="preview-rows" tabIndex={0} role="region" aria-label={table.evidence}>
        <table className="reasons">
          <tbody>
            {reasons.map(({ column, text }) => (
              <tr key={`${column ?? ''} ${text}`}>
                <th scope="row">{column ?? <span className="faint">{table.wholeFile}</span>}</th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};
