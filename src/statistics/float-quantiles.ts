import { between } from "./between.ts";
import { LARGEST_KEY, SMALLEST_KEY, floatOfKey, orderKey } from "./float-order.ts";

export interface FloatQuantiles {
  /** In the order of the probabilities; NaN if there are no values. */
  readonly quantiles: Float64Array;
  /** How many of the values were NaN, and left out. */
  readonly missing: number;
}

/** Order statistics wanted of some keys: the wanted ranks, increasing, and where the found keys go. */
interface Wanted {
  readonly ranks: Int32Array;
  readonly found: Int32Array;
}

/** A bin that holds wanted ranks `from` … `to` − 1, and where its keys are gathered. */
interface WantedBin {
  readonly bin: number;
  /** How many keys lie before the bin. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly count: number;
}

/** Key k lies in bin (k − smallest) >> shift. */
interface Grid {
  readonly smallest: number;
  readonly shift: number;
  readonly bins: number;
}

/** As many bins as keys, a power of two within these. */
const MOST_BIN_BITS = 12;
const LEAST_BIN_BITS = 5;

/** Up to this many keys an insertion sort is quicker than bins. */
const FEW_KEYS = 32;

/**
 * Exact quantiles of single-precision values, without sorting them all; the values are left as they are.
 *
 * The order statistics above and below each quantile are found by counting values into up to
 * 4096 bins of their bits, then looking again only into the bins that hold a wanted rank. Each look settles
 * five bits or more, so the work is linear whatever the distribution. Between order statistics linear, as `sampleQuantile`.
 */
export function quantilesOf(
  values: Float32Array,
  probabilities: readonly number[],
): FloatQuantiles {
  const keys = finiteKeys(values);
  const positions = Float64Array.from(probabilities, (p) => p * (keys.length - 1));
  const quantiles = new Float64Array(probabilities.length).fill(NaN);
  if (keys.length > 0) {
    const ranks = ranksOf(positions, keys.length);
    const found = new Int32Array(ranks.length);
    select(keys, { ranks, found });
    const statistics = new Map(Array.from(ranks, (rank, i) => [rank, floatOfKey(found[i] ?? 0)]));
    for (const [i, position] of positions.entries())
      quantiles[i] = statisticAt(statistics, position);
  }
  return { quantiles, missing: values.length - keys.length };
}

function finiteKeys(values: Float32Array): Int32Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const keys = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < bits.length; i += 1) {
    const key = orderKey(bits[i] ?? 0);
    keys[count] = key;
    if (key <= LARGEST_KEY && key >= SMALLEST_KEY) count += 1;
  }
  return keys.subarray(0, count);
}

function ranksOf(positions: Float64Array, count: number): Int32Array {
  const ranks = new Set<number>();
  for (const position of positions) {
    ranks.add(Math.floor(position));
    ranks.add(Math.min(Math.floor(position) + 1, count - 1));
  }
  return Int32Array.from(ranks).toSorted();
}

function statisticAt(statistics: ReadonlyMap<number, number>, position: number): number {
  const low = Math.floor(position);
  const below = statistics.get(low) ?? NaN;
  const above = statistics.get(low + 1) ?? below;
  return between(below, above, position - low);
}

/** Finds the wanted order statistics; leaves the keys in another order. */
function select(keys: Int32Array, { ranks, found }: Wanted): void {
  if (keys.length <= FEW_KEYS) {
    sortInPlace(keys);
    for (let i = 0; i < ranks.length; i += 1) found[i] = keys[ranks[i] ?? 0] ?? 0;
    return;
  }
  const [smallest, largest] = extremes(keys);
  if (smallest === largest) {
    found.fill(smallest);
    return;
  }
  const grid = gridOver(smallest, largest, keys.length);
  const bins = wantedBins(binStarts(keys, grid), ranks);
  const inside = gathered(keys, bins, grid);
  for (const { start, from, to, offset, count } of bins) {
    const wanted = ranks.subarray(from, to).map((rank) => rank - start);
    select(inside.subarray(offset, offset + count), {
      ranks: wanted,
      found: found.subarray(from, to),
    });
  }
}

function gridOver(smallest: number, largest: number, keys: number): Grid {
  const bits = Math.min(MOST_BIN_BITS, Math.max(LEAST_BIN_BITS, 32 - Math.clz32(keys)));
  const shift = Math.max(0, 32 - bits - Math.clz32(largest - smallest));
  return { smallest, shift, bins: 2 ** bits };
}

function extremes(keys: Int32Array): readonly [smallest: number, largest: number] {
  let [smallest, largest] = [LARGEST_KEY, SMALLEST_KEY];
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    if (key < smallest) smallest = key;
    if (key > largest) largest = key;
  }
  return [smallest, largest];
}

/** How many keys lie in the bins before each; one entry more than bins. */
function binStarts(keys: Int32Array, { smallest, shift, bins }: Grid): Int32Array {
  const starts = new Int32Array(bins + 1);
  for (let i = 0; i < keys.length; i += 1) {
    const bin = (((keys[i] ?? 0) - smallest) | 0) >>> shift;
    starts[bin + 1] = (starts[bin + 1] ?? 0) + 1;
  }
  for (let bin = 1; bin <= bins; bin += 1)
    starts[bin] = (starts[bin] ?? 0) + (starts[bin - 1] ?? 0);
  return starts;
}

/** The bins that hold a wanted rank. */
function wantedBins(starts: Int32Array, ranks: Int32Array): readonly WantedBin[] {
  const bins: WantedBin[] = [];
  let offset = 0;
  for (let from = 0; from < ranks.length; ) {
    const bin = binHolding(starts, ranks[from] ?? 0);
    const [start, end] = [starts[bin] ?? 0, starts[bin + 1] ?? 0];
    let to = from + 1;
    while (to < ranks.length && (ranks[to] ?? 0) < end) to += 1;
    bins.push({ bin, start, from, to, offset, count: end - start });
    offset += end - start;
    from = to;
  }
  return bins;
}

/** The last bin that starts at the rank or before. */
function binHolding(starts: Int32Array, rank: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= rank) low = middle;
    else high = middle;
  }
  return low;
}

/** Insertion sort. */
function sortInPlace(keys: Int32Array): void {
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    let j = i;
    for (; j > 0 && (keys[j - 1] ?? 0) > key; j -= 1) keys[j] = keys[j - 1] ?? 0;
    keys[j] = key;
  }
}

/** The keys of the wanted bins, bin by bin. */
function gathered(
  keys: Int32Array,
  bins: readonly WantedBin[],
  { smallest, shift, bins: binCount }: Grid,
): Int32Array {
  const cursors = new Int32Array(binCount).fill(-1);
  let total = 0;
  for (const { bin, offset, count } of bins) {
    cursors[bin] = offset;
    total += count;
  }
  const inside = new Int32Array(total);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    const bin = ((key - smallest) | 0) >>> shift;
    const cursor = cursors[bin] ?? -1;
    if (cursor >= 0) {
      inside[cursor] = key;
      cursors[bin] = cursor + 1;
    }
  }
  return inside;
}
