import { FolderSync, Pause, Play } from 'lucide-react';
import { overallIn } from '../../electron/contract/overall.ts';
import { overallNames } from '../../electron/contract/words/states.ts';
import { go, pathOf, withQuery } from '../route.ts';
import { Button } from '../ui/button.tsx';
import { overallLooks } from '../ui/state-badge.tsx';
import { useWindow } from '../window-context.ts';
import type { EngineActs } from './use-engine-acts.ts';

/** The one sentence that says whether all is well, and what may be done for everything at once. */
export const StatusBar = ({ acts }: { readonly acts: EngineActs }) => {
  const { live, words, language } = useWindow();
  const { status } = live;
  const tables = status?.connections.flatMap((connection) => connection.tables) ?? [];
  if (status === undefined) {
    return (
      <div className="status-bar calm" role="status">
        <p className="status-sentence">{words.common.connecting}</p>
      </div>
    );
  }
  if (tables.length === 0) {
    return (
      <div className="status-bar calm">
        <p className="status-sentence" role="status" data-state={status.state}>
          {overallIn(status, language).sentence}
        </p>
      </div>
    );
  }
  const overall = overallIn(status, language);
  const { icon: Icon, tone } = overallLooks[overall.state];
  const held = status.connections.find((connection) => connection.state === 'held');
  return (
    <div className={`status-bar ${tone}`}>
      <div className="status-said" role="status" data-state={overall.state}>
        <Icon aria-hidden className="status-icon" size={18} strokeWidth={2} />
        <span className="status-word">{overallNames[language][overall.state]}</span>
        <p className="status-sentence">{overall.sentence}</p>
      </div>
      <div className="status-actions">
        {overall.state === 'attention' ? (
          <Button onClick={() => go(withQuery('/history', { state: 'rejected' }))}>
            {words.overview.showRejected}
          </Button>
        ) : null}
        {held === undefined ? null : (
          <Button onClick={() => go(pathOf('connections', held.name))}>{words.common.fixConnection}</Button>
        )}

        <Button kind="quiet" icon={FolderSync} onClick={() => acts.scan({})}>
          {words.common.scanNow}
        </Button>
        <Button kind="quiet" icon={acts.allPaused ? Play : Pause} onClick={acts.toggleAll}>
          {acts.allPaused ? words.common.resumeAll : words.common.pauseAll}
        </Button>
      </div>
    </div>
  );
};
