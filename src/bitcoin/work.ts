import { type Hashes, hashes } from "../base/index.ts";
import { type CompactBits, toTarget } from "./retarget.ts";

/** Target of difficulty 1, bits 0x1d00ffff. Bitcoin Core: `GetDifficulty`, src/rpc/blockchain.cpp. */
const EASIEST_MANTISSA = 0xffff;
const EASIEST_EXPONENT = 0x1d;
/**
 * Expected hashes of a block at difficulty 1, as the whole trade rounds it; exactly 2^48 / 0xffff.
 * Bitcoin Core: `GetNetworkHashPS`, src/rpc/mining.cpp, has the exact work.
 */
export const HASHES_PER_DIFFICULTY: number = 2 ** 32;

/**
 * How much harder than the easiest target, as a double.
 *
 *   difficulty = 0xffff × 256^(0x1d − exponent) / mantissa
 *
 * Source: Bitcoin Core v28, src/rpc/blockchain.cpp, `GetDifficulty`.
 */
export function difficultyOf(bits: CompactBits): number {
  toTarget(bits);
  const mantissa = bits & 0x007fffff;
  return (EASIEST_MANTISSA / mantissa) * 256 ** (EASIEST_EXPONENT - (bits >>> 24));
}

/** Expected hashes to find one block: difficulty × 2^32. Falls short of the exact 2^256/(target+1) by 1.5e-5. */
export function expectedHashes(difficulty: number): Hashes {
  return hashes(difficulty * HASHES_PER_DIFFICULTY);
}
