/**
 * Integers in the order of the floats whose bits they come from.
 *
 * A float's bits, read as an integer, grow with it from zero up; below zero they grow with its
 * magnitude, so all but the sign is inverted. Its own inverse.
 * Source: IEEE 754-2019, 3.4; M. Herf 2001, "Radix tricks".
 */
export function orderKey(bits: number): number {
  return bits ^ ((bits >> 31) & 0x7fff_ffff);
}

/** Keys of +Infinity and −Infinity; beyond them lie NaN. */
export const LARGEST_KEY = 0x7f80_0000;
export const SMALLEST_KEY: number = orderKey(0xff80_0000 | 0);

/** Bits of a float and the float, in the same place. */
const BITS: Int32Array<ArrayBuffer> = new Int32Array(1);
const FLOAT: Float32Array<ArrayBuffer> = new Float32Array(BITS.buffer);

export function floatOfBits(bits: number): number {
  BITS[0] = bits;
  return FLOAT[0] ?? NaN;
}

export function floatOfKey(key: number): number {
  return floatOfBits(orderKey(key));
}
