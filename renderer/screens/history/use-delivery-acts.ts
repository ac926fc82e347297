import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

export interface DeliveryActs {
  readonly retry: (ids: number[]) => void;
  readonly sendAgain: (ids: number[]) => void;
  readonly dismiss: (ids: number[]) => void;
}

/** Retry, send again and dismiss; dismissing can be undone. */
export const useDeliveryActs = (onChanged: () => void): DeliveryActs => {
  const { words, say, refresh } = useWindow();
  const act = useAct();
  const { history, common } = words;
  const changed = (text: string, undo?: () => void): void => {
    say({ text, ...(undo === undefined ? {} : { action: { label: common.undo, act: undo } }) });
    refresh();
    onChanged();
  };
  const recall = (ids: number[]): void =>
    void act('deliveries.recall', { ids }).then((done) =>
      done === undefined ? undefined : changed(common.undone),
    );
  return {
    retry: (ids) =>
      void act('deliveries.retry', { ids }).then((done) =>
        done === undefined ? undefined : changed(history.retried(history.files(ids.length))),
      ),
    sendAgain: (ids) =>
      void act('deliveries.sendAgain', { ids }).then((done) =>
        done === undefined ? undefined : changed(history.resent(history.files(ids.length))),
      ),
    dismiss: (ids) =>
      void act('deliveries.dismiss', { ids }).then((done) =>
        done === undefined
          ? undefined
          : changed(history.dismissed(history.files(ids.length)), () => recall(ids)),
      ),
  };
};
