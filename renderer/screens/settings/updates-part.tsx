import { CircleAlert, ExternalLink, Info, RefreshCw, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { UpdateView } from '../../../electron/contract/update.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Time, useNow } from '../../ui/time.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { isFeedAddress } from '../../../electron/contract/feed-address.ts';

/** While something is under way, the state is asked for so often, in milliseconds. */
const askEvery = 1_000;
/** Otherwise: a look of its own accord, every six hours, may change it. */
const restEvery = 30_000;

/** Where new versions are looked for, and what the last look came to. */
export const UpdatesPart = () => {
  const { words, preferences } = useWindow();
  const { updates } = words;
  // changed settings begin a look: the state is asked for anew with them
  const { value: view, reload } = useCall('updates.get', {}, preferences.updateFeed);
  const busy = view?.state === 'checking' || view?.state === 'downloading' || view?.state === 'resting';
  useEffect(() => {
    const timer = setInterval(reload, busy ? askEvery : restEvery);
    return () => clearInterval(timer);
  }, [busy, reload]);
  if (view === undefined) return null;
  return (
    <section className="form-part">
      <h2>{updates.title}</h2>
      {view.able ? (
        <>
          <FeedField />
          <UpdateState view={view} reload={reload} />
        </>
      ) : (
        <div className="note" role="note">
          <Info aria-hidden size={16} strokeWidth={2} />
          <p className="note-text">{updates.unable}</p>
        </div>
      )}
    </section>
  );
};

/** The address; kept when the field is left. */
const FeedField = () => {
  const { words, preferences, setPreferences } = useWindow();
  const { updates } = words;
  const kept = preferences.updateFeed ?? '';
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const address = text.trim();
  const wrong = address !== '' && !isFeedAddress(address);
  return (
    <div
      onBlur={() =>
        wrong || address === kept
          ? undefined
          : setPreferences({ updateFeed: address === '' ? null : address })
      }
    >
      <TextField
        label={updates.feed}
        help={updates.feedHelp}
        error={wrong ? updates.feedWrong : undefined}
        placeholder="https://"
        value={text}
        onChange={setText}
      />
    </div>
  );
};

const sentenceOf = (view: UpdateView, updates: ReturnType<typeof useWindow>['words']['updates']): string => {
  const version = view.version ?? '';
  switch (view.state) {
    case 'off':
    case 'resting':
    case 'checking':
      return updates[view.state];
    case 'current':
      return updates.current(version);
    case 'downloading':
    case 'ready':
      return updates[view.state](version);
    case 'available':
      return updates.available(version, view.file ?? '');
    case 'failed':
      return updates.problems[view.problem ?? 'unreachable'];
  }
};

/** What the last look came to, and what can be done about it. */
const UpdateState = ({ view, reload }: { readonly view: UpdateView; readonly reload: () => void }) => {
  const { words, say } = useWindow();
  const { updates } = words;
  const act = useAct();
  const now = useNow();
  const apply = async (): Promise<void> => {
    const answer = await act('updates.apply', {});
    if (answer?.opened === false) say({ text: updates.notOpened(view.page ?? '') });
  };
  const look = async (): Promise<void> => {
    const looked = act('updates.look', {});
    reload();
    await looked;
    reload();
  };
  const under = view.state === 'checking' || view.state === 'downloading';
  return (
    <>
      <p className={view.state === 'failed' ? 'field-note bad row' : 'field-note'} role="status">
        {view.state === 'failed' ? <CircleAlert aria-hidden size={14} strokeWidth={2} /> : null}
        <span>
          {sentenceOf(view, updates)}
          {view.checkedAt === null || under ? null : (
            <>
              {' '}
              {updates.lookedAt} <Time at={view.checkedAt} now={now} />.
            </>
          )}
        </span>
      </p>
      {view.state === 'downloading' ? (
        <ProgressBar label={updates.title} done={view.received} total={view.size} />
      ) : null}
      <div className="row">
        {view.state === 'ready' ? (
          <Button kind="primary" icon={RotateCcw} onClick={() => void apply()}>
            {updates.restart}
          </Button>
        ) : null}
        {view.state === 'available' ? (
          <Button icon={ExternalLink} onClick={() => void apply()}>
            {updates.openPage}
          </Button>
        ) : null}
        {view.state === 'off' || view.state === 'ready' ? null : (
          <Button icon={RefreshCw} disabled={under} onClick={() => void look()}>
            {updates.look}
          </Button>
        )}
      </div>
    </>
  );
};
