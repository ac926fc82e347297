import { Unplug } from 'lucide-react';
import { FaultNote } from '../ui/fault-note.tsx';
import { Button } from '../ui/button.tsx';
import { useWindow } from '../window-context.ts';

/** Says that the engine does not answer, for as long as it does not. */
export const LineNotice = () => {
  const { live, words, refresh } = useWindow();
  if (!live.connected) {
    return (
      <div className="line-notice" role="status">
        <Unplug aria-hidden size={14} />
        <span>{words.common.lost}</span>
      </div>
    );
  }
  if (live.fault === undefined) return null;
  return (
    <div className="line-fault">
      <FaultNote fault={live.fault}>
        <Button kind="primary" onClick={refresh}>
          {words.common.retry}
        </Button>
      </FaultNote>
    </div>
  );
};
