import { useState } from 'react';
import type { CallInput } from '../../../electron/contract/calls.ts';
import type { Configuration } from '../../../electron/contract/configuration.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { BandwidthPart } from './bandwidth-part.tsx';
import { NetworkPart } from './network-part.tsx';

const gigabyte = 1024 ** 3;
const megabyte = 1024 ** 2;

/** Each limit with its unit in the form and its bounds in that unit. */
const limits = {
  historyDays: { unit: 1, least: 0, most: 100_000, words: 'historyDays', in: 'days' },
  spoolBudget: { unit: gigabyte, least: 0.001, most: 100_000, words: 'spool', in: 'gibibytes' },
  parallelConversions: { unit: 1, least: 1, most: 16, words: 'parallel', in: undefined },
  conversionMemory: { unit: megabyte, least: 64, most: 1_000_000, words: 'memory', in: 'mebibytes' },
  conversionTimeLimit: { unit: 1, least: 1, most: 1_000_000, words: 'timeLimit', in: 'seconds' },
  scanSeconds: { unit: 1, least: 1, most: 1_000_000, words: 'scan', in: 'seconds' },
} as const;
type LimitName = keyof typeof limits;
const names = Object.keys(limits) as LimitName[];

const textOf = (configuration: Configuration, name: LimitName): string =>
  String(Math.round((configuration[name] / limits[name].unit) * 1000) / 1000);

const valueOf = (name: LimitName, text: string): number | undefined => {
  const { unit, least, most } = limits[name];
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !(value >= least && value <= most)) return undefined;
  return name === 'scanSeconds' ? value : Math.round(value * unit);
};

/** Everything that the engine keeps to. */
export const LimitsPart = () => (
  <>
    <EngineLimits />
    <BandwidthPart />
    <NetworkPart />
  </>
);

/** Retention, spool, conversions and scans. */
const EngineLimits = () => {
  const { words, configuration, reloadConfiguration, say } = useWindow();
  const { settings } = words;
  const act = useAct();
  const [texts, setTexts] = useState<Partial<Record<LimitName, string>>>({});
  if (configuration === undefined) return null;
  const changed = names.filter(
    (name) => texts[name] !== undefined && texts[name] !== textOf(configuration, name),
  );
  const faulty = changed.some((name) => valueOf(name, texts[name] ?? '') === undefined);
  const apply = async (): Promise<void> => {
    const change: CallInput<'configuration.limits'> = {};
    for (const name of changed) {
      const value = valueOf(name, texts[name] ?? '');
      if (value !== undefined) change[name] = value;
    }
    if ((await act('configuration.limits', change)) === undefined) return;
    await reloadConfiguration();
    setTexts({});
    say({ text: words.common.saved });
  };
  return (
    <section className="form-part">
      <h2>{settings.engine}</h2>
      <div className="form-grid">
        {names.map((name) => {
          const text = texts[name] ?? textOf(configuration, name);
          const { in: unit } = limits[name];
          return (
            <TextField
              key={name}
              label={settings[limits[name].words]}
              help={name === 'historyDays' ? settings.historyHelp : undefined}
              numeric
              unit={unit === undefined ? undefined : settings.units[unit]}
              value={text}
              error={valueOf(name, text) === undefined ? settings.wrongNumber : undefined}
              onChange={(next) => setTexts((before) => ({ ...before, [name]: next }))}
            />
          );
        })}
      </div>
      <div className="row beside">
        <Button kind="primary" disabled={changed.length === 0 || faulty} onClick={() => void apply()}>
          {settings.apply}
        </Button>
      </div>
    </section>
  );
};
