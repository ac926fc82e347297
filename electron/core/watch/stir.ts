/** A folder with fewer entries is read so quickly that events may come as they like. */
const fewEntries = 300;
/** So many files that come, go or settle between two scans are a burst. */
const burstFiles = 50;
const calmScans = 2;

/**
 * Whether so much happens in a folder that events cost more than they tell: every file that Sluice itself moves away makes
 * one, and each makes the source of events read the whole folder. It begins with a burst and ends when two scans in a row
 * find nothing new.
 */
export class Stir {
  #entries = 0;
  #great = false;
  #calm = 0;

  get great(): boolean {
    return this.#great;
  }

  /** Takes what a scan found. */
  scanned(entries: number, settling: number): void {
    const changed = Math.abs(entries - this.#entries) + settling;
    this.#entries = entries;
    this.#calm = changed === 0 ? this.#calm + 1 : 0;
    if (this.#calm >= calmScans || entries < fewEntries) this.#great = false;
    else if (changed >= burstFiles) this.#great = true;
  }
}
