import type { MemberShape } from "./member-shape.ts";

/** Writes the series of a report, point by point; a point may cover several steps. */
export class SeriesWriter {
  /** What is written next, by series. */
  readonly values: Float64Array;
  private readonly sums: Float64Array;
  private readonly isMean: Uint8Array;
  private readonly points: number;
  private readonly every: number;
  private series: Float32Array = new Float32Array(0);
  private step = 0;

  /** `every`: steps of a point. */
  constructor(shape: MemberShape, every: number) {
    this.values = new Float64Array(shape.series.length);
    this.sums = new Float64Array(shape.series.length);
    this.isMean = Uint8Array.from(shape.series, ({ aggregate }) => (aggregate === "mean" ? 1 : 0));
    this.points = shape.times.length;
    this.every = every;
  }

  open(series: Float32Array): void {
    this.series = series;
    this.step = 0;
    this.sums.fill(0);
  }

  write(): void {
    const { values, series, points, every } = this;
    this.step += 1;
    if (every > 1) {
      this.gather();
      return;
    }
    for (let index = 0, cell = this.step - 1; index < values.length; index += 1, cell += points) {
      series[cell] = values[index] ?? NaN;
    }
  }

  private gather(): void {
    const { values, sums, isMean, series, points, every } = this;
    const isDue = this.step % every === 0;
    const point = this.step / every - 1;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? NaN;
      const sum = (sums[index] ?? 0) + value;
      sums[index] = isDue ? 0 : sum;
      if (isDue) series[index * points + point] = isMean[index] === 1 ? sum / every : value;
    }
  }
}
