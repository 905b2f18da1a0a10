import { HashfallError } from "../../base/index.ts";

/** ln y = intercept + slope × x by least squares. */
export interface LogRegression {
  readonly intercept: number;
  readonly slope: number;
  /** Share of the variance of ln y that the line explains. */
  readonly r2: number;
}

/**
 * Least squares of ln y on x, the paper's way to equations (3), (4) and (6).
 *
 * @throws HashfallError `number.domain` with fewer than two different x.
 */
export function logRegression(
  points: readonly Readonly<Record<"x" | "y", number>>[],
): LogRegression {
  const meanX = mean(points.map(({ x }) => x));
  const meanLog = mean(points.map(({ y }) => Math.log(y)));
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of points) {
    const [dx, dy] = [x - meanX, Math.log(y) - meanLog];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (!(xx > 0)) throw new HashfallError("number.domain", "a line needs two different x");
  const slope = xy / xx;
  return { intercept: meanLog - slope * meanX, slope, r2: yy === 0 ? 1 : (xy * xy) / (xx * yy) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
