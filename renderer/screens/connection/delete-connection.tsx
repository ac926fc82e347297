import type { Connection } from '../../../electron/contract/configuration.ts';
import type { ConnectionView } from '../../../electron/contract/views.ts';
import { go, setGuard } from '../../route.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

interface DeleteProps {
  readonly connection: Connection;
  readonly view: ConnectionView | undefined;
  readonly onClose: () => void;
}

/** Asks once, and says what becomes of the files that wait. */
export const DeleteConnection = ({ connection, view, onClose }: DeleteProps) => {
  const { words, say, reloadConfiguration } = useWindow();
  const act = useAct();
  const { connection: text, common } = words;
  const waiting = (view?.tables ?? []).reduce((sum, table) => sum + table.waiting + table.inWork, 0);
  const remove = async (): Promise<void> => {
    const done = await act('connection.remove', { connection: connection.name });
    if (done === undefined) return;
    setGuard(undefined);
    await reloadConfiguration();
    say({ text: text.deleted(connection.name) });
    go('/');
  };
  return (
    <Confirm
      title={text.deleteAsk(connection.name)}
      body={waiting === 0 ? text.deleteNone : text.deleteBody(common.files(waiting))}
      label={common.remove}
      danger
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
};
