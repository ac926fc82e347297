import {
  BandwidthLimit,
  bytesPerSecondOf,
  leastBandwidth,
  minutesOf,
  rateText,
  TimeOfDay,
  type WeekDay,
} from '../../../electron/contract/bandwidth.ts';
import type { limitWords } from '../../../electron/contract/words/limits.ts';

/** A limit as it stands in the form. */
export interface LimitDraft {
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  readonly days: readonly WeekDay[];
}

export const draftOf = ({ from, to, limit, days }: BandwidthLimit): LimitDraft => ({
  from,
  to,
  days,
  rate: rateText(limit).replace(/(?=[kM]?B)/, ' '),
});

const rateOf = (text: string): number | undefined => {
  const bytes = bytesPerSecondOf(text.replace(',', '.'));
  return bytes === undefined || bytes < leastBandwidth ? undefined : bytes;
};

/** What is wrong with each field of a draft; nothing where it can be used. */
export const wrongIn = (
  draft: LimitDraft,
  words: (typeof limitWords)['en'],
): Partial<Record<keyof LimitDraft, string>> => {
  const time = (text: string) => TimeOfDay.safeParse(text).success;
  const [from, to] = [time(draft.from), time(draft.to)];
  return {
    ...(from ? {} : { from: words.timeWrong }),
    ...(to
      ? from && minutesOf(draft.from) === minutesOf(draft.to)
        ? { to: words.timesSame }
        : {}
      : { to: words.timeWrong }),
    ...(rateOf(draft.rate) === undefined ? { rate: words.rateWrong } : {}),
    ...(draft.days.length === 0 ? { days: words.noDay } : {}),
  };
};

/** The limit that a draft stands for; undefined where something of it is wrong. */
export const limitOf = (draft: LimitDraft): BandwidthLimit | undefined => {
  const { from, to, rate, days } = draft;
  return BandwidthLimit.safeParse({ from, to, limit: rateOf(rate), days }).data;
};
