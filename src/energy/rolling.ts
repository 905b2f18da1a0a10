/**
 * Mean of each day and the days before it, `window` of them at most.
 *
 *   mean[i] = Σ values[i − window + 1 .. i] / count,  over those of them that are numbers
 *
 * The first days average what there is. NaN where the day itself has no number, so that nothing is
 * carried past the end of the data.
 */
export function rollingMean(values: Float64Array, window: number): Float64Array {
  const means = new Float64Array(values.length).fill(NaN);
  for (let day = 0; day < values.length; day += 1) {
    if (Number.isFinite(values[day])) means[day] = meanOf(values, day + 1 - window, day + 1);
  }
  return means;
}

/** Mean of the numbers among values [from, to); summed afresh, so that no rounding accumulates. */
function meanOf(values: Float64Array, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let day = Math.max(from, 0); day < to; day += 1) {
    const value = values[day] ?? NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}
