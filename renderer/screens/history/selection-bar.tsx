import { CheckCheck, RotateCcw, Send, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { useWindow } from '../../window-context.ts';
import { useDeliveryActs } from './use-delivery-acts.ts';

interface SelectionBarProps {
  readonly selected: ReadonlySet<number>;
  readonly onDone: () => void;
  readonly onChanged: () => void;
}

/** What may be done with several deliveries at once. */
export const SelectionBar = ({ selected, onDone, onChanged }: SelectionBarProps) => {
  const { words } = useWindow();
  const { history } = words;
  const [asking, setAsking] = useState(false);
  const ids = [...selected];
  const acts = useDeliveryActs(onChanged);
  return (
    <div className="selection" role="region" aria-label={history.selected(ids.length)}>
      <strong>{history.selected(ids.length)}</strong>
      <Button icon={RotateCcw} onClick={() => acts.retry(ids)}>
        {history.retry}
      </Button>
      <Button icon={Send} onClick={() => setAsking(true)}>
        {history.sendAgain}
      </Button>
      <Button icon={CheckCheck} onClick={() => acts.dismiss(ids)}>
        {history.dismiss}
      </Button>
      <IconButton icon={X} label={words.common.close} onClick={onDone} />
      {asking ? (
        <Confirm
          title={history.sendAgainAsk(ids.length)}
          body={history.sendAgainBody}
          label={history.sendAgain}
          onConfirm={() => acts.sendAgain(ids)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
};
