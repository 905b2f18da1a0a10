import { HashfallError } from "../base/index.ts";
import { between } from "./between.ts";
import { LARGEST_KEY, SMALLEST_KEY, floatOfBits, floatOfKey, orderKey } from "./float-order.ts";

/** Bits of a float that a bucket forgets, of 23 in the mantissa: 7 stay. */
const DROPPED_BITS = 16;
const BUCKET_MASK = 0xffff;
const MIDDLE = 1 << (DROPPED_BITS - 1);

/** Buckets a page: one power of two. */
const PAGE_BITS = 7;
const PAGE_SIZE = 1 << PAGE_BITS;

/** Largest relative error of an order statistic: half a bucket, 2⁻⁸, and the rounding to a float. */
export const SKETCH_RELATIVE_ERROR: number = 2 ** -8 + 2 ** -23;

const NEGATIVE_ZERO = -0x8000_0000;
const NO_COUNTS: Uint32Array = new Uint32Array(0);

/** "HQS1", format of `toBytes`. */
const MAGIC = 0x31535148;
const HEADER_BYTES = 20;
const ENTRY_BYTES = 6;

/**
 * Quantiles of a stream in bounded memory: whole counts on a logarithmic grid, 128 buckets to each power
 * of two, both signs, taken from the float's own bits. NaN is counted apart; −0 is 0.
 *
 * Counting and merging commute, so the same values give the same bytes in any order and any split.
 * An order statistic is off by at most 0.4 % of itself, below 2⁻¹²⁶ by at most 2⁻¹³³; the smallest and the
 * largest are exact. Memory: 512 bytes for each power of two that occurs. Up to 2³² − 1 values a bucket.
 * Grid as in C. Masson, J. E. Rim, H. K. Lee 2019, DDSketch, PVLDB 12:2195, with the linear mantissa.
 */
export class QuantileSketch {
  /** Page `firstPage + i`, where it was needed. */
  private pages: (Uint32Array | undefined)[] = [];
  private firstPage = 0;
  private readonly one = new Float32Array(1);
  private missing = 0;
  private present = 0;
  private smallest = Infinity;
  private largest = -Infinity;

  /** Values counted, without NaN. */
  get count(): number {
    return this.present;
  }

  get missingCount(): number {
    return this.missing;
  }

  add(value: number): void {
    this.one[0] = value;
    this.addAll(this.one);
  }

  addAll(values: Float32Array): void {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    let page: Uint32Array = NO_COUNTS;
    let [openPage, missing, least, most] = [NaN, 0, LARGEST_KEY + 1, SMALLEST_KEY - 1];
    for (let i = 0; i < bits.length; i += 1) {
      const own = bits[i] ?? 0;
      const key = own === NEGATIVE_ZERO ? 0 : orderKey(own);
      if (key > LARGEST_KEY || key < SMALLEST_KEY) {
        missing += 1;
        continue;
      }
      const bucket = key >> DROPPED_BITS;
      if (bucket >> PAGE_BITS !== openPage) {
        openPage = bucket >> PAGE_BITS;
        page = this.pages[openPage - this.firstPage] ?? this.pageAt(openPage);
      }
      const slot = bucket & (PAGE_SIZE - 1);
      page[slot] = (page[slot] ?? 0) + 1;
      if (key < least) least = key;
      if (key > most) most = key;
    }
    this.missing += missing;
    this.present += bits.length - missing;
    if (missing < bits.length) this.stretch(floatOfKey(least), floatOfKey(most));
  }

  merge(other: QuantileSketch): void {
    for (const [i, counts] of other.pages.entries()) {
      if (counts === undefined) continue;
      const page = this.pageAt(other.firstPage + i);
      for (const [slot, count] of counts.entries()) page[slot] = (page[slot] ?? 0) + count;
    }
    this.missing += other.missing;
    this.present += other.present;
    this.stretch(other.smallest, other.largest);
  }

  /** Quantile with `sampleQuantile`'s rule between order statistics; NaN of nothing. */
  quantile(probability: number): number {
    return this.quantiles([probability])[0] ?? NaN;
  }

  quantiles(probabilities: readonly number[]): Float64Array {
    const entries = this.entries();
    return Float64Array.from(probabilities, (probability) => {
      const position = probability * (this.present - 1);
      const low = Math.floor(position);
      const below = this.statistic(entries, low);
      const above = this.statistic(entries, Math.min(low + 1, this.present - 1));
      return between(below, above, position - low);
    });
  }

  /** Little-endian: magic, smallest and largest (float32), missing and entries, then bucket and count each. */
  toBytes(): Uint8Array {
    const entries = this.entries();
    const bytes = new Uint8Array(HEADER_BYTES + ENTRY_BYTES * entries.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, MAGIC, true);
    view.setFloat32(4, this.smallest, true);
    view.setFloat32(8, this.largest, true);
    view.setUint32(12, this.missing, true);
    view.setUint32(16, entries.length, true);
    for (const [i, [bucket, count]] of entries.entries()) {
      view.setInt16(HEADER_BYTES + ENTRY_BYTES * i, bucket, true);
      view.setUint32(HEADER_BYTES + ENTRY_BYTES * i + 2, count, true);
    }
    return bytes;
  }

  /** @throws HashfallError `record.damaged` for bytes that `toBytes` did not write. */
  static fromBytes(bytes: Uint8Array): QuantileSketch {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = bytes.length < HEADER_BYTES ? -1 : view.getUint32(16, true);
    if (
      bytes.length !== HEADER_BYTES + ENTRY_BYTES * entries ||
      view.getUint32(0, true) !== MAGIC
    ) {
      throw new HashfallError("record.damaged", `${bytes.length} bytes are not a quantile sketch`);
    }
    const sketch = new QuantileSketch();
    sketch.smallest = view.getFloat32(4, true);
    sketch.largest = view.getFloat32(8, true);
    sketch.missing = view.getUint32(12, true);
    for (let at = HEADER_BYTES; at < bytes.length; at += ENTRY_BYTES) {
      const bucket = view.getInt16(at, true);
      const count = view.getUint32(at + 2, true);
      sketch.pageAt(bucket >> PAGE_BITS)[bucket & (PAGE_SIZE - 1)] = count;
      sketch.present += count;
    }
    return sketch;
  }

  private pageAt(number: number): Uint32Array {
    if (this.pages.length === 0) this.firstPage = number;
    while (number < this.firstPage) {
      this.pages.unshift(undefined);
      this.firstPage -= 1;
    }
    while (this.firstPage + this.pages.length <= number) this.pages.push(undefined);
    const page = this.pages[number - this.firstPage] ?? new Uint32Array(PAGE_SIZE);
    this.pages[number - this.firstPage] = page;
    return page;
  }

  private stretch(smallest: number, largest: number): void {
    if (smallest < this.smallest) this.smallest = smallest;
    if (largest > this.largest) this.largest = largest;
  }

  /** Occupied buckets with their counts, in order. */
  private entries(): (readonly [bucket: number, count: number])[] {
    const entries: (readonly [number, number])[] = [];
    for (const [i, page] of this.pages.entries()) {
      const first = (this.firstPage + i) << PAGE_BITS;
      for (const [slot, count] of (page ?? NO_COUNTS).entries()) {
        if (count > 0) entries.push([first + slot, count]);
      }
    }
    return entries;
  }

  private statistic(entries: readonly (readonly [number, number])[], rank: number): number {
    if (rank <= 0) return this.present === 0 ? NaN : this.smallest;
    if (rank >= this.present - 1) return this.largest;
    let before = 0;
    for (const [bucket, count] of entries) {
      before += count;
      if (rank < before) return Math.min(this.largest, Math.max(this.smallest, middleOf(bucket)));
    }
    return NaN;
  }
}

/** The middle of a bucket; of the one about zero, and of the infinite, its inner end. */
function middleOf(bucket: number): number {
  const top = orderKey(bucket << DROPPED_BITS) & (BUCKET_MASK << DROPPED_BITS);
  const innerEnd = (top & 0x7fff_0000) === 0 || (top & 0x7f80_0000) === LARGEST_KEY;
  return floatOfBits(innerEnd ? top : top | MIDDLE) + 0;
}
