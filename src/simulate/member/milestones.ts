/**
 * Peak, trough and recovery of a path: the trough is its lowest point after the peak that the fall
 * began from, recovery the first point after the trough at the height of that peak.
 *
 * The peak is the highest point before the trough; both are those of the deepest fall in per cent.
 */
export class Milestones {
  private highest = -Infinity;
  private highestAt = NaN;
  peak: number = NaN;
  peakAt: number = NaN;
  trough: number = NaN;
  troughAt: number = NaN;
  recoveredAt: number = NaN;

  reset(): void {
    this.highest = -Infinity;
    this.highestAt = NaN;
    this.peak = NaN;
    this.peakAt = NaN;
    this.trough = NaN;
    this.troughAt = NaN;
    this.recoveredAt = NaN;
  }

  /** Next point of the path. */
  pass(time: number, value: number): void {
    if (value > this.highest) {
      this.highest = value;
      this.highestAt = time;
    }
    const deepest = Number.isNaN(this.trough) ? 1 : this.trough / this.peak;
    if (value / this.highest < deepest) {
      this.peak = this.highest;
      this.peakAt = this.highestAt;
      this.trough = value;
      this.troughAt = time;
      this.recoveredAt = NaN;
    } else if (Number.isNaN(this.recoveredAt) && value >= this.peak) {
      this.recoveredAt = time;
    }
  }

  /** Depth of the fall, per cent; 0 for a path that never fell. */
  get fallPct(): number {
    return Number.isNaN(this.trough) ? 0 : 100 * (this.trough / this.peak - 1);
  }
}
