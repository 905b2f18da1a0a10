import { HashfallError } from "../base/index.ts";
import { isAtMost, targetWords } from "./hash-words.ts";
import { type Target, compactBits, toTarget } from "./retarget.ts";

/** Most targets kept: damaged bytes may state others without end. */
const MOST_KEPT = 4096;

/**
 * What packed bits stand for on one network.
 *
 *   0 < target(bits) ≤ powLimit,  hash ≤ target
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `CheckProofOfWork`.
 */
export class TargetTable {
  readonly #powLimit: Target;
  readonly #targets = new Map<number, Uint32Array | string>();
  #lastBits = -1;
  #last: Uint32Array | string = "";

  constructor(powLimit: Target) {
    this.#powLimit = powLimit;
  }

  /** Target as eight words, the least significant first, or why a header may not have these bits. */
  of(bits: number): Uint32Array | string {
    if (bits === this.#lastBits) return this.#last;
    const target = this.#targets.get(bits) ?? expand(bits, this.#powLimit);
    if (this.#targets.size === MOST_KEPT) this.#targets.clear();
    this.#targets.set(bits, target);
    this.#lastBits = bits;
    this.#last = target;
    return target;
  }

  /** Whether the hash at a place meets the target of some bits; none meets bits that may not be. */
  isMet(bits: number, hashes: DataView, at: number): boolean {
    const target = this.of(bits);
    return typeof target !== "string" && isAtMost(hashes, at, target);
  }
}

/** Packed bits as people write them. */
export function bitsName(bits: number): string {
  return `compact target 0x${bits.toString(16).padStart(8, "0")}`;
}

function expand(bits: number, powLimit: Target): Uint32Array | string {
  try {
    const target = toTarget(compactBits(bits));
    if (target === 0n) return `${bitsName(bits)} is zero`;
    if (target > powLimit) return `${bitsName(bits)} is easier than the network allows`;
    return targetWords(target);
  } catch (error) {
    if (error instanceof HashfallError) return error.message;
    throw error;
  }
}
