/** A run of float32 values and, over the same bytes, their bits. */
export interface Piece {
  readonly values: Float32Array;
  readonly bits: Int32Array;
}

/** The values `from` up to, not including, `to` of a piece. */
export interface Stretch {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

const BUCKETS = 2048;
/** Values of each stretch that are looked at to place the buckets. */
const SAMPLE = 8;
/** Up to so many values are put in order by insertion, which makes no object. */
const INSERTION = 48;

export function pieceOf(values: Float32Array): Piece {
  return { values, bits: new Int32Array(values.buffer, values.byteOffset, values.length) };
}

/**
 * Exact order statistics of sample after sample of float32 values, in time linear in the values.
 *
 * The bits of a float32, with all but the sign turned over where it is set, order as integers do.
 * Buckets of equal width in these keys are counted; only those that hold a wanted rank are gathered
 * and sorted. Where values crowd into one bucket that one is sorted whole. NaN has no place here.
 */
export class OrderStatistics {
  private readonly counts = new Int32Array(BUCKETS);
  /** Place in `picked` where a wanted bucket's next key goes; -1 for the others. */
  private readonly next = new Int32Array(BUCKETS);
  private readonly picked: Int32Array;
  /** Bucket of each value of the sample taken. */
  private readonly bucketOf: Uint16Array;
  private readonly one: Piece = pieceOf(new Float32Array(1));

  constructor(capacity: number) {
    this.picked = new Int32Array(capacity);
    this.bucketOf = new Uint16Array(capacity);
  }

  /** Counts a sample and returns its sum, in the order given: NaN if any value is. */
  take(sample: readonly Stretch[]): number {
    const scale = scaleOf(sample);
    this.counts.fill(0);
    let [sum, at] = [0, 0];
    for (const stretch of sample) {
      sum += countStretch(stretch, scale, { counts: this.counts, bucketOf: this.bucketOf, at });
      at += stretch.to - stretch.from;
    }
    return sum;
  }

  /** Writes to `found` the values at the given ascending ranks, 0 the least, of the sample taken. */
  find(sample: readonly Stretch[], ranks: Int32Array, found: Float64Array): void {
    const { next, picked, counts, one } = this;
    const places = this.placeBuckets(ranks);
    let at = 0;
    for (const stretch of sample) {
      gatherStretch(stretch, { next, picked, bucketOf: this.bucketOf, at });
      at += stretch.to - stretch.from;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const end = next[bucket] ?? -1;
      if (end >= 0) sortKeys(picked, end - (counts[bucket] ?? 0), end);
    }
    for (const [index, place] of places.entries()) {
      one.bits[0] = keyOf(picked[place] ?? 0);
      found[index] = one.values[0] ?? NaN;
    }
  }

  /** Gives each bucket that holds a rank its part of `picked`; returns where each rank will lie. */
  private placeBuckets(ranks: Int32Array): readonly number[] {
    const { next, counts } = this;
    next.fill(-1);
    let [bucket, before, placed, start] = [0, 0, 0, 0];
    const places: number[] = [];
    for (const rank of ranks) {
      while (before + (counts[bucket] ?? Infinity) <= rank) {
        before += counts[bucket] ?? 0;
        bucket += 1;
      }
      if (next[bucket] === -1) {
        start = placed;
        next[bucket] = placed;
        placed += counts[bucket] ?? 0;
      }
      places.push(start + rank - before);
    }
    return places;
  }
}

/** Half the least key looked at, and how many bits of a key's half one bucket spans. */
interface Scale {
  readonly low: number;
  readonly shift: number;
}

/** Its own inverse. */
function keyOf(bits: number): number {
  return bits ^ ((bits >> 31) & 0x7fff_ffff);
}

/** Halves, so that the difference of any two keys fits 32 bits. */
function scaleOf(sample: readonly Stretch[]): Scale {
  let [low, high] = [0x3fff_ffff, -0x4000_0000];
  for (const { piece, from, to } of sample) {
    const end = Math.min(to, from + SAMPLE);
    for (let index = from; index < end; index += 1) {
      const half = keyOf(piece.bits[index] ?? 0) >> 1;
      low = Math.min(low, half);
      high = Math.max(high, half);
    }
  }
  const span = Math.max(0, high - low);
  return { low, shift: Math.max(0, 32 - Math.clz32(span) - Math.log2(BUCKETS)) };
}

interface Counting {
  readonly counts: Int32Array;
  readonly bucketOf: Uint16Array;
  /** Place of the stretch's first value in the sample. */
  readonly at: number;
}

function countStretch(stretch: Stretch, { low, shift }: Scale, counting: Counting): number {
  const { bits, values } = stretch.piece;
  const { counts, bucketOf } = counting;
  const end = stretch.to;
  let [sum, at] = [0, counting.at];
  for (let index = stretch.from; index < end; index += 1) {
    const raw = bits[index] ?? 0;
    const bucket = (((raw ^ ((raw >> 31) & 0x7fff_ffff)) >> 1) - low) >> shift;
    const clamped = Math.max(0, Math.min(bucket, BUCKETS - 1));
    bucketOf[at] = clamped;
    at += 1;
    counts[clamped] = (counts[clamped] ?? 0) + 1;
    sum += values[index] ?? 0;
  }
  return sum;
}

interface Picking {
  readonly next: Int32Array;
  readonly picked: Int32Array;
  readonly bucketOf: Uint16Array;
  readonly at: number;
}

function gatherStretch(stretch: Stretch, picking: Picking): void {
  const { bits } = stretch.piece;
  const { next, picked, bucketOf } = picking;
  const end = stretch.to;
  let { at } = picking;
  for (let index = stretch.from; index < end; index += 1) {
    const bucket = bucketOf[at] ?? 0;
    at += 1;
    const place = next[bucket] ?? -1;
    if (place >= 0) {
      picked[place] = keyOf(bits[index] ?? 0);
      next[bucket] = place + 1;
    }
  }
}

function sortKeys(keys: Int32Array, from: number, to: number): void {
  if (to - from > INSERTION) {
    keys.subarray(from, to).sort();
    return;
  }
  for (let index = from + 1; index < to; index += 1) {
    const key = keys[index] ?? 0;
    let place = index;
    while (place > from && (keys[place - 1] ?? 0) > key) {
      keys[place] = keys[place - 1] ?? 0;
      place -= 1;
    }
    keys[place] = key;
  }
}
