import type { MemberShape } from "./member-shape.ts";

/** Writes the series of a report, point by point; a point may cover several steps. */
export class SeriesWriter {
  /** What is written next, by series. */
  readonly values: Float64Array;
  private readonly sums: Float64Array;
  private readonly isMean: Uint8Array;
  private readonly every: number;
  private series: Float32Array = new Float32Array(0);
  private step = 0;

  /** `every`: steps of a point. */
  constructor(shape: MemberShape, every: number) {
    this.values = new Float64Array(shape.series.length);
    this.sums = new Float64Array(shape.series.length);
    this.isMean = Uint8Array.from(shape.series, ({ aggregate }) => (aggregate === "mean" ? 1 : 0));
    this.every = every;
  }

  open(series: Float32Array): void {
    this.series = series;
    this.step = 0;
    this.sums.fill(0);
  }

  write(): void {
    const { values, series, every } = this;
    this.step += 1;
    if (every > 1) this.gather();
    else series.set(values, (this.step - 1) * values.length);
  }

  private gather(): void {
    const { values, sums, isMean, series, every } = this;
    const isDue = this.step % every === 0;
    const first = (this.step / every - 1) * values.length;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? NaN;
      const sum = (sums[index] ?? 0) + value;
      sums[index] = isDue ? 0 : sum;
      if (isDue) series[first + index] = isMean[index] === 1 ? sum / every : value;
    }
  }
}
