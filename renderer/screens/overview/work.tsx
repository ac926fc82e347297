import { ArrowUpFromLine, Clock, RefreshCw } from 'lucide-react';
import type { WorkView } from '../../../electron/contract/views.ts';
import { sentence, whatHappened } from '../../../electron/contract/words/sentence.ts';
import { pathOf } from '../../route.ts';
import { PathText } from '../../ui/path-text.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWindow } from '../../window-context.ts';

/** So many are shown one by one; the rest as a number. */
const mostShown = 3;

const OneWork = ({ work, now }: { readonly work: WorkView; readonly now: number }) => {
  const { words, format, language } = useWindow();
  const { overview } = words;
  const stage = work.stage === 'converting' ? overview.converting : overview.uploading;
  const Icon = work.fault !== null ? Clock : work.stage === 'converting' ? RefreshCw : ArrowUpFromLine;
  const rest = work.bytesTotal - work.bytesDone;
  const left =
    work.bytesPerSecond !== null && work.bytesPerSecond > 0 && rest > 0
      ? (rest / work.bytesPerSecond) * 1_000
      : undefined;
  const said = [
    work.bytesTotal > 0
      ? overview.ofBytes(format.bytes(work.bytesDone), format.bytes(work.bytesTotal))
      : undefined,
    work.rows === null ? undefined : words.common.rows(work.rows),
    work.bytesPerSecond === null || work.bytesPerSecond === 0 ? undefined : format.rate(work.bytesPerSecond),
    left === undefined ? undefined : overview.left(format.duration(left)),
  ].filter((part) => part !== undefined);
  return (
    <li className="work-one">
      <Icon
        aria-hidden
        size={13}
        strokeWidth={2}
        className={work.fault === null ? 'tone busy' : 'tone warn'}
      />
      <span className="work-stage">{stage}</span>
      <a className="work-file" href={`#${pathOf('history', String(work.id))}`}>
        <PathText path={work.file} />
      </a>
      <ProgressBar
        label={`${stage} ${work.file}`}
        done={work.bytesDone}
        total={work.bytesTotal}
        waiting={work.fault !== null}
      />
      <span className="work-said" title={work.fault === null ? undefined : sentence(work.fault, language)}>
        {work.fault === null
          ? said.join(' · ')
          : `${whatHappened(work.fault, language)}${work.nextTryAt === null ? '' : ` ${overview.nextTry(format.relative(work.nextTryAt, now))}`}`}
      </span>
    </li>
  );
};

/** What a table is doing now: file, stage, how far, how fast, how long still. */
export const Work = ({ work, now }: { readonly work: readonly WorkView[]; readonly now: number }) => {
  const { format } = useWindow();
  return (
    <ul>
      {work.slice(0, mostShown).map((one) => (
        <OneWork key={one.id} work={one} now={now} />
      ))}
      {work.length > mostShown ? <li className="faint">+{format.number(work.length - mostShown)}</li> : null}
    </ul>
  );
};
