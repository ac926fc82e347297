import { Dialog } from '../ui/dialog.tsx';
import { useWindow } from '../window-context.ts';

type Row = readonly [keys: string, what: string];

const Keys = ({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) => (
  <section>
    <h3>{title}</h3>
    <dl className="keys">
      {rows.map(([keys, what]) => (
        <div key={keys}>
          <dt>
            {keys.split(' ').map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </section>
);

export const KeyboardHelp = ({ onClose }: { readonly onClose: () => void }) => {
  const { keys } = useWindow().words.common;
  return (
    <Dialog title={keys.title} onClose={onClose} wide>
      <div className="keys-columns">
        <Keys
          title={keys.go}
          rows={[
            ['g o', keys.overview],
            ['g h', keys.history],
            ['g b', keys.sandbox],
            ['g s', keys.settings],
            ['g a', keys.help],
          ]}
        />
        <Keys
          title={keys.page}
          rows={[
            ['?', keys.thisList],
            ['r', keys.scan],
            ['p', keys.pause],
            ['/', keys.search],
            ['Esc', keys.escape],
          ]}
        />
        <Keys
          title={keys.list}
          rows={[
            ['↑ ↓ PgUp PgDn Home End', keys.move],
            ['Enter', keys.open],
            ['Space', keys.select],
            ['Shift ↑ ↓', keys.extend],
            ['Ctrl A', keys.all],
          ]}
        />
      </div>
    </Dialog>
  );
};
