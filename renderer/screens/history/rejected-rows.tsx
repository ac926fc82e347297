import { useState } from 'react';
import type { DetailedRow } from '../../../electron/contract/calls.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { Part } from './detail-parts.tsx';

/** Rows that were set aside so that the rest could be delivered: how many, and which. */
export const RejectedRows = ({ row }: { readonly row: DetailedRow }) => {
  const { words } = useWindow();
  const { history, common } = words;
  const act = useAct();
  const [shown, setShown] = useState<{ readonly path: string; readonly text: string }>();
  if (row.rejectedRows === 0) return null;
  return (
    <Part title={history.rejectedRows}>
      <p className="row spread">
        <span>{history.setAside(common.rows(row.rejectedRows))}</span>
        <Button
          onClick={() => void act('history.rejectedRows', { id: row.id }).then((found) => setShown(found))}
        >
          {history.showRows}
        </Button>
      </p>
      {shown === undefined ? null : (
        <Dialog
          title={history.rejectedRows}
          wide
          onClose={() => setShown(undefined)}
          footer={
            <Button onClick={() => saveFile(`${row.source}.rejected-rows.csv`, 'text/csv', shown.text)}>
              {history.saveRows}
            </Button>
          }
        >
          <p className="code">
            <PathText path={shown.path} />
          </p>
          <pre tabIndex={0}>{shown.text}</pre>
        </Dialog>
      )}
    </Part>
  );
};
