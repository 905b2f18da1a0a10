/**
 * Value a fraction of the way from one order statistic to the next, the rule of `sampleQuantile`;
 * at an order statistic that statistic itself, even if the next is infinite.
 */
export function between(below: number, above: number, fraction: number): number {
  return below === above || fraction === 0 ? below : below + fraction * (above - below);
}
