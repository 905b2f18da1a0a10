import { type CompactBits, hashHeaders } from "../../../src/bitcoin/index.ts";

/** What a header is to say. */
export interface Wanted {
  /** Header of the block before, serialised. */
  readonly parent: Uint8Array;
  readonly time: number;
  readonly bits: CompactBits;
  readonly version: number;
}

/** A header on another, with its work if it is found within so many tries. */
export function mined({ parent, time, bits, version }: Wanted, tries: number): Uint8Array {
  const header = new Uint8Array(80);
  const view = new DataView(header.buffer);
  view.setInt32(0, version, true);
  header.set(hashHeaders(parent), 4);
  view.setUint32(36, time, true);
  view.setUint32(68, time, true);
  view.setUint32(72, bits, true);
  return solved(header, tries);
}

/** The same header with a nonce that makes it meet its own target, if one is found by so many tries. */
export function solved(header: Uint8Array, tries: number): Uint8Array {
  const copy = new Uint8Array(header);
  const view = new DataView(copy.buffer);
  for (let nonce = 0; nonce < tries && !meetsOwnTarget(copy); nonce += 1) {
    view.setUint32(76, nonce, true);
  }
  return copy;
}

/** Reckoned with whole numbers, apart from the rules under test. */
export function meetsOwnTarget(header: Uint8Array): boolean {
  const { buffer, byteOffset } = header;
  const bits = new DataView(buffer, byteOffset).getUint32(72, true);
  const exponent = bits >>> 24;
  if (exponent > 34) return false;
  const mantissa = BigInt(bits & 0x007fffff);
  const target =
    exponent <= 3 ? mantissa >> BigInt(8 * (3 - exponent)) : mantissa << BigInt(8 * (exponent - 3));
  const isOne = (bits & 0x00800000) === 0 && target > 0n && target < 1n << 256n;
  return isOne && hashNumber(hashHeaders(header)) <= target;
}

function hashNumber(hash: Uint8Array): bigint {
  const view = new DataView(hash.buffer, hash.byteOffset);
  return [3, 2, 1, 0].reduce((sum, word) => (sum << 64n) | view.getBigUint64(8 * word, true), 0n);
}
