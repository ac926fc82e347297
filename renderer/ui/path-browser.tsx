import { CornerLeftUp, File, Folder } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '../use-call.ts';
import { useWindow } from '../window-context.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FaultNote } from './fault-note.tsx';

interface PathBrowserProps {
  readonly kind: 'folder' | 'file';
  readonly onChosen: (path: string) => void;
  readonly onClose: () => void;
}

/** Walks through the folders of the machine that Sluice runs on, which is not the one of the browser. */
export const PathBrowser = ({ kind, onChosen, onClose }: PathBrowserProps) => {
  const { words } = useWindow();
  const [path, setPath] = useState<string>();
  const { value: listing, fault } = useCall('folder.browse', {
    ...(path === undefined ? {} : { path }),
    files: kind === 'file',
  });
  const parent = listing?.parent ?? null;
  return (
    <Dialog
      title={kind === 'folder' ? words.table.folder : words.table.chooseSample}
      wide
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          {kind === 'folder' ? (
            <Button
              kind="primary"
              disabled={listing === undefined}
              onClick={() => (listing === undefined ? undefined : onChosen(listing.path))}
            >
              {words.common.chooseThis}
            </Button>
          ) : null}
        </>
      }
    >
      {fault === undefined ? null : <FaultNote fault={fault} />}
      <p className="code browser-path">{listing?.path ?? ''}</p>
      <ul className="browser">
        {parent === null ? null : (
          <li>
            <button type="button" onClick={() => setPath(parent)}>
              <CornerLeftUp aria-hidden size={14} /> ..
            </button>
          </li>
        )}
        {(listing?.entries ?? []).map((entry) => (
          <li key={entry.path}>
            <button type="button" onClick={() => (entry.folder ? setPath(entry.path) : onChosen(entry.path))}>
              {entry.folder ? <Folder aria-hidden size={14} /> : <File aria-hidden size={14} />} {entry.name}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
