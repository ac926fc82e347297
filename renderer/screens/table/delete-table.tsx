import { go, setGuard } from '../../route.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

interface DeleteProps {
  readonly connection: string;
  readonly table: string;
  readonly onClose: () => void;
}

/** Asks once, and says what becomes of the files that wait. */
export const DeleteTable = ({ connection, table, onClose }: DeleteProps) => {
  const { words, say, live, reloadConfiguration } = useWindow();
  const act = useAct();
  const view = live.status?.connections
    .find((one) => one.name === connection)
    ?.tables.find((one) => one.name === table);
  const waiting = (view?.waiting ?? 0) + (view?.inWork ?? 0);
  const remove = async (): Promise<void> => {
    const done = await act('table.remove', { connection, table });
    if (done === undefined) return;
    setGuard(undefined);
    await reloadConfiguration();
    say({ text: words.table.deleted(table) });
    go('/');
  };
  return (
    <Confirm
      title={words.table.deleteAsk(table)}
      body={waiting === 0 ? words.table.deleteNone : words.table.deleteBody(words.common.files(waiting))}
      label={words.common.remove}
      danger
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
};
