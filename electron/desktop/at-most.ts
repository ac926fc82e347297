/** `act`, but at most once in so many milliseconds: at once after a pause, and once more after the last call. */
export const atMostEvery = (milliseconds: number, act: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const run = (): void => {
    act();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      run();
    }, milliseconds);
    timer.unref();
  };
  return () => {
    if (timer === undefined) run();
    else again = true;
  };
};
