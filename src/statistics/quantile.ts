/**
 * Quantile of a sample sorted in ascending order, linear between order statistics.
 *
 * Source: R. J. Hyndman, Y. Fan 1996, American Statistician 50:361, definition 7.
 */
export function sampleQuantile(sorted: ArrayLike<number>, probability: number): number {
  const position = probability * (sorted.length - 1);
  const low = Math.floor(position);
  const below = sorted[low] ?? NaN;
  const above = sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN;
  return below === above ? below : below + (position - low) * (above - below);
}
