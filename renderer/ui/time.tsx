import { useEffect, useState } from 'react';
import { useWindow } from '../window-context.ts';

const refreshEvery = 10_000;

/** The present, anew every ten seconds. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshEvery);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** How long ago, with the exact time when the pointer rests on it. */
export const Time = ({ at, now }: { readonly at: string; readonly now: number }) => {
  const { format } = useWindow();
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.relative(at, Math.max(now, Date.parse(at)))}
    </time>
  );
};
