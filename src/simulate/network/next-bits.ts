import { RETARGET_INTERVAL, TARGET_TIMESPAN } from "../../bitcoin/index.ts";

/** Easiest target of mainnet, packed. Bitcoin Core: `powLimit`, src/kernel/chainparams.cpp. */
const EASIEST_BITS = 0x1d00ffff;
/** Mantissa and exponent of difficulty 1. Bitcoin Core: `GetDifficulty`, src/rpc/blockchain.cpp. */
const UNIT_MANTISSA = 0xffff;
const UNIT_EXPONENT = 0x1d;
/** 256^(0x1d − exponent) of every exponent that a 256-bit target has. */
const SCALES: Float64Array = Float64Array.from(
  { length: 35 },
  (_, exponent) => 256 ** (UNIT_EXPONENT - exponent),
);
const SHORTEST_SPAN = TARGET_TIMESPAN / 4;
const LONGEST_SPAN = TARGET_TIMESPAN * 4;

/** Intervals between the first and the last block of an epoch: one less than its blocks. */
export const EPOCH_INTERVALS: number = RETARGET_INTERVAL - 1;

/**
 * Packed target after an epoch from `firstTime` to `lastTime` [s], without big integers: the rule of
 * `nextBits` in the bitcoin room, bit for bit.
 *
 *   bits = exponent · 2^24 + mantissa,  target = mantissa · 256^(exponent − 3)
 *   next = ⌊mantissa · clamp(span, T/4, 4T) · 256^(exponent − size) / T⌋,  size = its bytes
 *
 * Exact in doubles: mantissa · span < 2^46, a shift multiplies by a power of two, and a quotient
 * below 2^24 of a divisor below 2^21 is 2^-21 away from the whole number above, or at it. Packing is
 * monotone, so the cap compares packed targets. The caller gives the times of the first and the last
 * block, 2015 intervals apart.
 */
export function nextPackedBits(
  bits: number,
  firstTime: number,
  lastTime: number,
  easiest: number = EASIEST_BITS,
): number {
  const span = Math.min(Math.max(lastTime - firstTime, SHORTEST_SPAN), LONGEST_SPAN);
  const exponent = bits >>> 24;
  const mantissa = bits & 0x007fffff;
  const packed =
    exponent < 3
      ? packQuotient((mantissa >>> (8 * (3 - exponent))) * span, 3)
      : packQuotient(mantissa * span, exponent);
  return Math.min(packed, easiest);
}

/**
 * Difficulty of a packed target, as `difficultyOf` of the bitcoin room has it.
 *
 *   difficulty = 0xffff · 256^(0x1d − exponent) / mantissa
 */
export function difficultyOfBits(bits: number): number {
  return (UNIT_MANTISSA / (bits & 0x007fffff)) * (SCALES[bits >>> 24] ?? NaN);
}

/** Packed target whose difficulty is nearest, none easier than mainnet allows. */
export function bitsOfDifficulty(difficulty: number): number {
  let exponent = UNIT_EXPONENT;
  let mantissa = UNIT_MANTISSA / difficulty;
  while (mantissa < 0x8000 && exponent > 3) {
    mantissa *= 256;
    exponent -= 1;
  }
  let rounded = Math.round(mantissa);
  if (rounded > 0x007fffff) {
    rounded = Math.round(mantissa / 256);
    exponent += 1;
  }
  return Math.min(exponent * 2 ** 24 + rounded, EASIEST_BITS);
}

/** Packs ⌊product · 256^(exponent − 3) / T⌋, exponent ≥ 3. */
function packQuotient(product: number, exponent: number): number {
  if (product === 0) return 0;
  let size = exponent + 1;
  let scaled = product / 256;
  while (scaled < TARGET_TIMESPAN * 65_536 && size > 3) {
    scaled *= 256;
    size -= 1;
  }
  return size > 3 ? joined(size, Math.floor(scaled / TARGET_TIMESPAN)) : smallTarget(scaled);
}

/** Targets below 2^24: the floor comes before the shift that fills three bytes. */
function smallTarget(scaled: number): number {
  let mantissa = Math.floor(scaled / TARGET_TIMESPAN);
  if (mantissa === 0) return 0;
  let size = 3;
  while (mantissa < 65_536) {
    mantissa *= 256;
    size -= 1;
  }
  return joined(size, mantissa);
}

/** A mantissa whose highest bit is set would read as negative: it gives up its last byte. */
function joined(size: number, mantissa: number): number {
  return mantissa > 0x007fffff
    ? (size + 1) * 2 ** 24 + Math.floor(mantissa / 256)
    : size * 2 ** 24 + mantissa;
}
