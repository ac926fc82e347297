import type { Virtualizer } from '@tanstack/react-virtual';

/** Browsers stop at some 33 million pixels, less when zoomed: a taller list is shown by a shorter scroll bar. */
export const tallestList = 6_000_000;
/** The column headings stand above the rows and stay there, in pixels. */
export const headHeight = 31;

const viewOf = (element: HTMLElement): number => element.clientHeight - headHeight;

/** Where a tall list stands and how its scroll bar maps onto it. */
export interface TallScroll {
  /** The position in the list, in pixels of the list. */
  offset: number;
  /** Where the scroll bar was put by us, so that its own event is told from a person's. */
  put: number;
  /** Tells the list where it stands; set while it is observed. */
  tell: () => void;
}

type List = Virtualizer<HTMLDivElement, Element>;

const scaleOf = (list: List, element: HTMLElement): number => {
  const total = list.getTotalSize();
  if (total <= tallestList) return 1;
  return (tallestList - viewOf(element)) / (total - viewOf(element));
};

const mostOf = (list: List, element: HTMLElement): number =>
  Math.max(0, list.getTotalSize() - viewOf(element));

/**
 * For @tanstack/virtual: the scroll position of a list that may be taller than a browser can draw. Dragging the scroll
 * bar moves in proportion, wheel and keys move by the exact distance.
 */
export const observeTallOffset =
  (tall: TallScroll) =>
  (list: List, report: (offset: number, scrolling: boolean) => void): (() => void) | undefined => {
    const element = list.scrollElement;
    if (element === null) return undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      report(tall.offset, true);
      clearTimeout(rest);
      rest = setTimeout(() => report(tall.offset, false), 150);
    };
    tall.tell = tell;
    const scrolled = (): void => {
      const scale = scaleOf(list, element);
      if (scale < 1 && Math.abs(element.scrollTop - tall.put) < 1) return;
      tall.put = element.scrollTop;
      tall.offset = element.scrollTop / scale;
      tell();
    };
    const wheeled = (event: WheelEvent): void => {
      const scale = scaleOf(list, element);
      if (scale === 1 || event.ctrlKey) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
      tall.offset = Math.min(mostOf(list, element), Math.max(0, tall.offset + event.deltaY * unit));
      element.scrollTop = tall.offset * scale;
      tall.put = element.scrollTop;
      tell();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', wheeled, { passive: false });
    report(tall.offset, false);
    return () => {
      clearTimeout(rest);
      tall.tell = () => undefined;
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', wheeled);
    };
  };

/**
 * Brings a row of one height into view. The list's own `scrollToIndex` looks at the scroll bar and so would not get
 * beyond what a browser can draw.
 */
export const showRow = (tall: TallScroll, list: List, index: number, height: number): void => {
  const element = list.scrollElement;
  if (element === null) return;
  const top = index * height;
  const least = top + height - viewOf(element);
  if (top < tall.offset) scrollTall(tall)(top, undefined, list);
  else if (least > tall.offset) scrollTall(tall)(least, undefined, list);
};

/** Rows are placed from a base near them: pixels far from zero are drawn only roughly. */
const baseStep = 100_000;
export const baseOf = (top: number): number => Math.floor(top / baseStep) * baseStep;

/** The other way: the list asks to stand at an offset. */
export const scrollTall =
  (tall: TallScroll) =>
  (offset: number, _options: unknown, list: List): void => {
    const element = list.scrollElement;
    if (element === null) return;
    tall.offset = Math.min(mostOf(list, element), Math.max(0, offset));
    element.scrollTop = tall.offset * scaleOf(list, element);
    tall.put = element.scrollTop;
    tall.tell();
  };
