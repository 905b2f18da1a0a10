import { HASH_BYTES } from "./header-layout.ts";
import type { Target } from "./retarget.ts";

const HASH_WORDS = HASH_BYTES / 4;

/** A target as eight words of 32 bits, the least significant first: the order of a serialised hash. */
export function targetWords(target: Target): Uint32Array {
  return Uint32Array.from({ length: HASH_WORDS }, (_, word) =>
    Number(BigInt.asUintN(32, target >> BigInt(32 * word))),
  );
}

/**
 * Whether the 256-bit little-endian number at a place is at most a target.
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `CheckProofOfWorkImpl`.
 */
export function isAtMost(numbers: DataView, at: number, target: Uint32Array): boolean {
  for (let word = HASH_WORDS - 1; word >= 0; word -= 1) {
    const mine = numbers.getUint32(at + 4 * word, true);
    const limit = target[word] ?? 0;
    if (mine !== limit) return mine < limit;
  }
  return true;
}

/** Whether two hashes are equal. Written out: as a loop it takes as long as all the other checks. */
export function isSameHash(a: DataView, aAt: number, b: DataView, bAt: number): boolean {
  return (
    a.getInt32(aAt + 0, true) === b.getInt32(bAt + 0, true) &&
    a.getInt32(aAt + 4, true) === b.getInt32(bAt + 4, true) &&
    a.getInt32(aAt + 8, true) === b.getInt32(bAt + 8, true) &&
    a.getInt32(aAt + 12, true) === b.getInt32(bAt + 12, true) &&
    a.getInt32(aAt + 16, true) === b.getInt32(bAt + 16, true) &&
    a.getInt32(aAt + 20, true) === b.getInt32(bAt + 20, true) &&
    a.getInt32(aAt + 24, true) === b.getInt32(bAt + 24, true) &&
    a.getInt32(aAt + 28, true) === b.getInt32(bAt + 28, true)
  );
}

/** The bytes again, read as numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
