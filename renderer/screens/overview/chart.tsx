import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { ThroughputBucket } from '../../../electron/contract/calls.ts';
import { useWindow } from '../../window-context.ts';

export type Measure = 'files' | 'rows' | 'bytes';

const height = 132;
/** The least that the scale goes up to, so that one file does not fill the chart. */
const leastTop: Readonly<Record<Measure, number>> = { files: 4, rows: 100, bytes: 100_000 };
/** Steps of the scale: 1, 2 or 5 with any number of noughts. */
const steps = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((one) => one * 10 ** power)).flat();

/** The scale ends on a step, above the highest bar. */
const topOf = (most: number): number => steps.find((step) => step >= most) ?? most;

/** A probe resolves `light-dark()` of a token to the colour that holds now. */
const resolved = (element: HTMLElement, token: string): string => {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

interface Drawing {
  readonly buckets: readonly ThroughputBucket[];
  readonly measure: Measure;
  readonly clock: (time: string) => string;
  readonly said: (value: number) => string;
  readonly onPoint: (index: number | undefined) => void;
}

const timesOf = (buckets: readonly ThroughputBucket[]): number[] =>
  buckets.map((bucket) => Date.parse(bucket.at) / 1_000);

const draw = (element: HTMLElement, { buckets, measure, clock, said, onPoint }: Drawing): uPlot => {
  const line = resolved(element, '--line');
  const faint = resolved(element, '--text-faint');
  const accent = resolved(element, '--accent');
  const times = timesOf(buckets);
  const [first, second] = times;
  const step = (second ?? 60) - (first ?? 0);
  const font = '11px system-ui, sans-serif';
  const bars = uPlot.paths.bars?.({ size: [0.72, 22], align: 1, radius: 0.12 });
  return new uPlot(
    {
      width: Math.max(200, element.clientWidth),
      height,
      legend: { show: false },
      cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false } },
      padding: [10, 0, 0, 0],
      scales: {
        // a bar stands to the right of its time: the last one needs its room too
        x: { time: true, range: (_plot, min, max) => [min, max + step] },
        y: { range: (_plot, _min, max) => [0, topOf(Math.max(leastTop[measure], max ?? 0))] },
      },
      axes: [
        {
          stroke: faint,
          font,
          grid: { show: false },
          ticks: { stroke: line, size: 4, width: 1 },
          size: 26,
          gap: 3,
          space: 72,
          values: (_plot, splits) => splits.map((split) => clock(new Date(split * 1_000).toISOString())),
        },
        {
          stroke: faint,
          font,
          side: 1,
          size: measure === 'files' ? 40 : 62,
          gap: 8,
          grid: { stroke: line, width: 1 },
          ticks: { show: false },
          space: 34,
          incrs: steps,
          values: (_plot, splits) => splits.map(said),
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
      hooks: {
        setCursor: [
          (plot) => {
            const { left = -1 } = plot.cursor;
            const at = plot.posToVal(left, 'x');
            const index = times.findLastIndex((time) => time <= at);
            onPoint(left < 0 || index < 0 ? undefined : index);
          },
        ],
      },
    },
    [times, buckets.map((bucket) => bucket[measure])],
    element,
  );
};

interface ChartProps extends Pick<Drawing, 'buckets' | 'measure' | 'said'> {
  readonly label: string;
  /** Which bucket the pointer rests on. */
  readonly onPoint: (index: number | undefined) => void;
}

/** Bars over time; the scale stands on the right, where the newest is. */
export const Chart = ({ buckets, measure, said, label, onPoint }: ChartProps) => {
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
    const plot = draw(element, { buckets, measure, said, clock: format.clock, onPoint });
    const size = new ResizeObserver(() =>
      plot.setSize({ width: Math.max(200, element.clientWidth), height }),
    );
    size.observe(element);
    return () => {
      size.disconnect();
      plot.destroy();
    };
  }, [buckets, measure, said, format, onPoint, preferences.theme, system]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
};
