import { HashfallError, type Quantity, SECONDS_PER_DAY, type UnixSeconds } from "../base/index.ts";

/** Compact target as carried in a header ("nBits"): 1-byte exponent, 3-byte mantissa, base 256. */
export type CompactBits = Quantity<"nBits">;
/** 256-bit target. A block hash must be at or below it. */
export type Target = bigint;

/** Blocks between two retargets. Bitcoin Core: `DifficultyAdjustmentInterval()`. */
export const RETARGET_INTERVAL = 2016;
/** Two weeks, in seconds. Bitcoin Core: `nPowTargetTimespan`. */
export const TARGET_TIMESPAN = 1_209_600;
/** Time between two blocks that the retarget aims at, in seconds. Bitcoin Core: `nPowTargetSpacing`. */
export const TARGET_SPACING = 600;
/** Blocks of a day at that pace. */
export const BLOCKS_PER_DAY: number = SECONDS_PER_DAY / TARGET_SPACING;
/** Easiest target on mainnet. Bitcoin Core: `powLimit`, src/kernel/chainparams.cpp. */
export const POW_LIMIT: Target = (1n << 224n) - 1n;

export function compactBits(value: number): CompactBits {
  return value as CompactBits;
}

/** Expands nBits. Exact: every valid nBits has one target. Rejects what Bitcoin Core's `SetCompact` flags. */
export function toTarget(bits: CompactBits): Target {
  const exponent = bits >>> 24;
  const mantissa = BigInt(bits & 0x007fffff);
  if ((bits & 0x00800000) !== 0 && mantissa !== 0n) {
    throw new HashfallError(
      "bits.negative",
      `compact target 0x${bits.toString(16)} has its sign bit set`,
    );
  }
  const target =
    exponent <= 3 ? mantissa >> BigInt(8 * (3 - exponent)) : mantissa << BigInt(8 * (exponent - 3));
  if (target >= 1n << 256n) {
    throw new HashfallError(
      "bits.overflow",
      `compact target 0x${bits.toString(16)} exceeds 256 bits`,
    );
  }
  return target;
}

/** Packs a target, keeping only its top 16 to 23 bits: `toTarget(toBitsLossy(t)) <= t`. */
export function toBitsLossy(target: Target): CompactBits {
  let size = target === 0n ? 0 : Math.ceil(target.toString(16).length / 2);
  let mantissa = Number(
    size <= 3 ? target << BigInt(8 * (3 - size)) : target >> BigInt(8 * (size - 3)),
  );
  if ((mantissa & 0x00800000) !== 0) {
    mantissa >>>= 8;
    size += 1;
  }
  return compactBits((size << 24) | mantissa);
}

/**
 * Target for the period after one that began at `firstTime` and ended at `lastTime`.
 *
 *   next = old × clamp(lastTime − firstTime, T/4, 4T) / T,  capped at the easiest target, then packed.
 *
 * The span covers 2015 block intervals, not 2016; that off-by-one is consensus (T still assumes 2016).
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `CalculateNextWorkRequired`.
 */
export function nextBits(
  old: CompactBits,
  firstTime: UnixSeconds,
  lastTime: UnixSeconds,
  easiest: Target = POW_LIMIT,
): CompactBits {
  const span = Math.min(Math.max(lastTime - firstTime, TARGET_TIMESPAN / 4), TARGET_TIMESPAN * 4);
  const scaled = (toTarget(old) * BigInt(span)) / BigInt(TARGET_TIMESPAN);
  return toBitsLossy(scaled < easiest ? scaled : easiest);
}
