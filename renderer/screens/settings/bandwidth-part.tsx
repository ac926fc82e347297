import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { weekDays, type BandwidthLimit, type WeekDay } from '../../../electron/contract/bandwidth.ts';
import { limitWords } from '../../../electron/contract/words/limits.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { draftOf, limitOf, wrongIn, type LimitDraft } from './bandwidth-draft.ts';

const fresh: LimitDraft = { from: '08:00', to: '18:00', rate: '2 MB/s', days: weekDays.slice(0, 5) };

/** What uploads may send, by the time of day. */
export const BandwidthPart = () => {
  const { words, language, configuration, reloadConfiguration, say } = useWindow();
  const own = limitWords[language];
  const act = useAct();
  const [changed, setChanged] = useState<readonly LimitDraft[]>();
  if (configuration === undefined) return null;
  const drafts = changed ?? configuration.bandwidth.map(draftOf);
  const limits = drafts.map(limitOf);
  const change = (index: number, part: Partial<LimitDraft>): void =>
    setChanged(drafts.map((draft, place) => (place === index ? { ...draft, ...part } : draft)));
  const apply = async (): Promise<void> => {
    const bandwidth = limits.filter((limit): limit is BandwidthLimit => limit !== undefined);
    if ((await act('configuration.limits', { bandwidth })) === undefined) return;
    await reloadConfiguration();
    setChanged(undefined);
    say({ text: words.common.saved });
  };
  return (
    <section className="form-part">
      <h2>{own.bandwidth}</h2>
      <p className="field-note">{own.bandwidthHelp}</p>
      {drafts.map((draft, index) => (
        <LimitFields
          // drafts have no other name than their place
          key={index}
          number={index + 1}
          draft={draft}
          onChange={(part) => change(index, part)}
          onRemove={() => setChanged(drafts.filter((_, place) => place !== index))}
        />
      ))}
      <div className="row">
        <Button icon={Plus} onClick={() => setChanged([...drafts, fresh])}>
          {own.add}
        </Button>
        <Button
          kind="primary"
          disabled={changed === undefined || limits.includes(undefined)}
          onClick={() => void apply()}
        >
          {words.settings.apply}
        </Button>
      </div>
    </section>
  );
};

interface LimitFieldsProps {
  readonly number: number;
  readonly draft: LimitDraft;
  readonly onChange: (part: Partial<LimitDraft>) => void;
  readonly onRemove: () => void;
}

const LimitFields = ({ number, draft, onChange, onRemove }: LimitFieldsProps) => {
  const own = limitWords[useWindow().language];
  const wrong = wrongIn(draft, own);
  const choose = (day: WeekDay, chosen: boolean): void =>
    onChange({ days: weekDays.filter((one) => (one === day ? chosen : draft.days.includes(one))) });
  return (
    <fieldset className="stack">
      <legend className="hidden">{own.limitNumber(number)}</legend>
      <div className="form-line">
        <TextField
          label={own.from}
          value={draft.from}
          error={wrong.from}
          onChange={(from) => onChange({ from })}
        />
        <TextField
          label={own.to}
          value={draft.to}
          help={own.toHelp}
          error={wrong.to}
          onChange={(to) => onChange({ to })}
        />
        <TextField
          label={own.rate}
          value={draft.rate}
          error={wrong.rate}
          onChange={(rate) => onChange({ rate })}
        />
      </div>
      <div className="row" role="group" aria-label={own.days}>
        <span className="faint">{own.days}</span>
        {weekDays.map((day) => (
          <CheckField
            key={day}
            label={own.dayNames[day]}
            checked={draft.days.includes(day)}
            onChange={(chosen) => choose(day, chosen)}
          />
        ))}
        <Button icon={Trash2} onClick={onRemove}>
          {own.remove}
        </Button>
      </div>
      {wrong.days === undefined ? null : (
        <p className="field-note bad" role="alert">
          {wrong.days}
        </p>
      )}
    </fieldset>
  );
};
