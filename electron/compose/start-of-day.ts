/** Midnight of the moment's day on this machine's clock, in epoch milliseconds: where "today" begins. */
export const startOfDay = (now: number): number => new Date(now).setHours(0, 0, 0, 0);
