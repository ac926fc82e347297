import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { ThroughputBucket } from '../../../electron/contract/calls.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

type Span = 'hour' | 'day';
const height = 120;

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A probe resolves `light-dark()` of a token to the colour that holds now. */
const resolved = (element: HTMLElement, token: string): string => {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color || colourOf(token);
};

interface Series {
  readonly buckets: readonly ThroughputBucket[];
  readonly clock: (time: string) => string;
  readonly number: (value: number) => string;
}

const draw = (element: HTMLElement, { buckets, clock, number }: Series): uPlot => {
  const line = resolved(element, '--line');
  const faint = resolved(element, '--text-faint');
  const accent = resolved(element, '--accent');
  const [first, second] = buckets.map((bucket) => Date.parse(bucket.at) / 1_000);
  const step = (second ?? 60) - (first ?? 0);
  const font = '11px system-ui, sans-serif';
  const bars = uPlot.paths.bars?.({ size: [0.7, 18], align: 1, radius: 0.15 });
  return new uPlot(
    {
      width: Math.max(200, element.clientWidth),
      height,
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 20, 0, 0],
      scales: {
        // a bar stands to the right of its time: the last one needs its room too
        x: { time: true, range: (_plot, min, max) => [min, max + step] },
        y: { range: (_plot, _min, max) => [0, Math.max(4, max ?? 0)] },
      },
      axes: [
        {
          stroke: faint,
          font,
          grid: { show: false },
          ticks: { show: false },
          size: 22,
          values: (_plot, splits) => splits.map((split) => clock(new Date(split * 1_000).toISOString())),
        },
        {
          stroke: faint,
          font,
          size: 44,
          grid: { stroke: line, width: 1 },
          ticks: { show: false },
          space: 36,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000],
          values: (_plot, splits) => splits.map(number),
        },
      ],
      series: [
        {},
        {
          fill: accent,
          stroke: accent,
          width: 0,
          ...(bars === undefined ? {} : { paths: bars }),
          points: { show: false },
        },
      ],
    },
    [buckets.map((bucket) => Date.parse(bucket.at) / 1_000), buckets.map((bucket) => bucket.files)],
    element,
  );
};

const Chart = ({
  buckets,
  label,
}: {
  readonly buckets: readonly ThroughputBucket[];
  readonly label: string;
}) => {
  const { format, preferences } = useWindow();
  const place = useRef<HTMLDivElement>(null);
  const [system, setSystem] = useState(0);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const hear = (): void => setSystem((before) => before + 1);
    scheme.addEventListener('change', hear);
    return () => scheme.removeEventListener('change', hear);
  }, []);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const plot = draw(element, { buckets, clock: format.clock, number: format.number });
    const size = new ResizeObserver(() =>
      plot.setSize({ width: Math.max(200, element.clientWidth), height }),
    );
    size.observe(element);
    return () => {
      size.disconnect();
      plot.destroy();
    };
  }, [buckets, format, preferences.theme, system]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
};

/** A moment between two readings of the throughput, in milliseconds. */
const rereadAfter = 5_000;

/** How many files were delivered, over the last hour or day. */
export const Throughput = ({ changes }: { readonly changes: number }) => {
  const { words, format } = useWindow();
  const { overview } = words;
  const [span, setSpan] = useState<Span>('hour');
  const [key, setKey] = useState(changes);
  const latest = useRef(changes);
  useEffect(() => {
    latest.current = changes;
  });
  useEffect(() => {
    const timer = setInterval(() => setKey(latest.current), rereadAfter);
    return () => clearInterval(timer);
  }, []);
  const { value: buckets = [] } = useCall('queue.throughput', { span }, key);
  const sum = (of: (bucket: ThroughputBucket) => number): number =>
    buckets.reduce((total, one) => total + of(one), 0);
  const total = overview.total(
    overview.files(sum((one) => one.files)),
    words.common.rows(sum((one) => one.rows)),
    format.bytes(sum((one) => one.bytes)),
  );
  const name = span === 'hour' ? overview.hour : overview.day;
  return (
    <section className="block" aria-label={overview.throughput}>
      <header className="block-head">
        <h2>{overview.throughput}</h2>
        <span className="faint">{sum((one) => one.files) === 0 ? overview.quiet : total}</span>
        <div className="block-actions">
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
      <Chart buckets={buckets} label={overview.chart(name, total)} />
    </section>
  );
};
