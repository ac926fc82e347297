import { Gauge } from 'lucide-react';
import type { StatusView } from '../../electron/contract/views.ts';
import { limitWords } from '../../electron/contract/words/limits.ts';
import { useWindow } from '../window-context.ts';

const uploading = (status: StatusView): boolean =>
  status.connections.some(({ tables }) =>
    tables.some(({ work }) => work.some(({ stage, fault }) => stage === 'uploading' && fault === null)),
  );

/** Says that uploads are held back and until when, while something is uploaded. */
export const BandwidthNote = () => {
  const { live, language, format } = useWindow();
  const { status } = live;
  const bandwidth = status?.bandwidth;
  if (status === undefined || !bandwidth || !uploading(status)) return null;
  const words = limitWords[language];
  const rate = format.rate(bandwidth.bytesPerSecond);
  return (
    <p className="field-note" role="status">
      <Gauge aria-hidden size={14} />{' '}
      {bandwidth.until === null
        ? words.limitedNow(rate)
        : words.limitedUntil(rate, format.clock(bandwidth.until))}
    </p>
  );
};
