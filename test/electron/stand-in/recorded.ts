/** One thing that the application did where a page cannot show it: a menu, a tray, a dialog, a notification. */
export interface Recorded {
  readonly what: string;
  readonly [detail: string]: unknown;
}

/** In the order in which it happened. Tests read it; nothing in the stand-in depends on it. */
export const recorded: Recorded[] = [];

export const record = (what: string, details: Readonly<Record<string, unknown>> = {}): void => {
  recorded.push({ what, ...details });
};
