/** Screen pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallestWindow = { width: 720, height: 480 } as const;
const firstWindow = { width: 1120, height: 720 } as const;
/** So much of the window must be on a screen, or nobody could take hold of it. */
const graspable = 80;

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/**
 * Where the window opens: where it was, unless the screen that it was on is gone; then in the middle of the first.
 * `screens` are work areas, the main one first.
 */
export const windowPlace = (remembered: Rectangle | undefined, screens: readonly Rectangle[]): Rectangle => {
  const [main = { x: 0, y: 0, ...firstWindow }] = screens;
  const fitted = (length: number, smallest: number, available: number): number =>
    Math.max(Math.min(length, available), Math.min(smallest, available));
  const { width: wantedWidth, height: wantedHeight } = remembered ?? firstWindow;
  const width = fitted(wantedWidth, smallestWindow.width, main.width);
  const height = fitted(wantedHeight, smallestWindow.height, main.height);
  const visible =
    remembered !== undefined &&
    screens.some(
      (screen) =>
        overlap(remembered.x, width, screen.x, screen.width) >= graspable &&
        // the title bar is at the top: it must not be above the screen
        remembered.y >= screen.y &&
        overlap(remembered.y, height, screen.y, screen.height) >= graspable,
    );
  if (visible) return { x: remembered.x, y: remembered.y, width, height };
  return {
    x: main.x + Math.round((main.width - width) / 2),
    y: main.y + Math.round((main.height - height) / 2),
    width,
    height,
  };
};
