import { useEffect, useRef, useState } from 'react';
import type { ThroughputBucket } from '../../../electron/contract/calls.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useCall } from '../../use-call.ts';
import { useKept } from '../../use-kept.ts';
import { useWindow } from '../../window-context.ts';
import { Chart, type Measure } from './chart.tsx';

/** A moment between two readings of the throughput, in milliseconds. */
const rereadAfter = 5_000;
const nothing: readonly ThroughputBucket[] = [];

/** How much was delivered, over the last hour or day. */
export const Throughput = ({ changes }: { readonly changes: number }) => {
  const { words, format } = useWindow();
  const { overview } = words;
  const [span, setSpan] = useKept('span', ['hour', 'day']);
  const [measure, setMeasure] = useKept<Measure>('measure', ['files', 'rows', 'bytes']);
  const [pointed, setPointed] = useState<number>();
  const [key, setKey] = useState(changes);
  const latest = useRef(changes);
  useEffect(() => {
    latest.current = changes;
  });
  useEffect(() => {
    const timer = setInterval(() => setKey(latest.current), rereadAfter);
    return () => clearInterval(timer);
  }, []);
  const { value: buckets = nothing } = useCall('queue.throughput', { span }, key);
  const totalOf = (some: readonly ThroughputBucket[]): string => {
    const sum = (of: (bucket: ThroughputBucket) => number): number =>
      some.reduce((total, one) => total + of(one), 0);
    const files = sum((one) => one.files);
    if (files === 0) return overview.quiet;
    return overview.total(
      overview.files(files),
      words.common.rows(sum((one) => one.rows)),
      format.bytes(sum((one) => one.bytes)),
    );
  };
  const here = pointed === undefined ? undefined : buckets[pointed];
  const total = totalOf(buckets);
  return (
    <section className="block" aria-label={overview.throughput}>
      <header className="block-head">
        <h2>{overview.throughput}</h2>
        <span className="faint">
          {here === undefined ? total : `${format.clock(here.at)}: ${totalOf([here])}`}
        </span>
        <div className="block-actions">
          <Segmented
            label={overview.measure}
            value={measure}
            options={[
              { value: 'files', label: overview.byFiles },
              { value: 'rows', label: overview.byRows },
              { value: 'bytes', label: overview.byBytes },
            ]}
            onChange={setMeasure}
          />
          <Segmented
            label={overview.span}
            value={span}
            options={[
              { value: 'hour', label: overview.hour },
              { value: 'day', label: overview.day },
            ]}
            onChange={setSpan}
          />
        </div>
      </header>
      <Chart
        buckets={buckets}
        measure={measure}
        said={measure === 'bytes' ? format.bytes : format.number}
        label={overview.chart(span === 'hour' ? overview.hour : overview.day, total)}
        onPoint={setPointed}
      />
    </section>
  );
};
