import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unixSeconds } from "../../../src/base/index.ts";
import {
  RETARGET_INTERVAL,
  compactBits,
  difficultyOf,
  nextBits,
} from "../../../src/bitcoin/index.ts";
import {
  bitsOfDifficulty,
  difficultyOfBits,
  nextPackedBits,
} from "../../../src/simulate/network/next-bits.ts";
import { record } from "../../shipped.ts";

/** Exponents 0 to 0x1d, any mantissa without sign, also such that no packing would give. */
const anyBits = fc
  .tuple(fc.nat(0x1d), fc.oneof(fc.nat(0x7fffff), fc.nat(0xff), fc.constantFrom(0x8000, 0x7fffff)))
  .map(([exponent, mantissa]) => exponent * 2 ** 24 + mantissa);
const span = fc.oneof(
  fc.integer({ min: -1000, max: 6_000_000 }),
  fc.constantFrom(302_399, 302_400, 302_401, 1_209_600, 4_838_399, 4_838_400, 4_838_401),
);

test("the rule in doubles is the rule in whole numbers, bit for bit", () => {
  fc.assert(
    fc.property(anyBits, span, (bits, seconds) => {
      const [first, last] = [unixSeconds(1.6e9), unixSeconds(1.6e9 + seconds)];
      expect(nextPackedBits(bits, first, last)).toBe(nextBits(compactBits(bits), first, last));
    }),
    { numRuns: 100_000 },
  );
});

test("every retarget of the record follows from the one before by the engine's rule", () => {
  const { time, bits, firstHeight } = record.blocks;
  let [checked, mismatches] = [0, 0];
  const firstRow = (RETARGET_INTERVAL - (firstHeight % RETARGET_INTERVAL)) % RETARGET_INTERVAL;
  for (let row = firstRow; row + RETARGET_INTERVAL < time.length; row += RETARGET_INTERVAL) {
    const next = row + RETARGET_INTERVAL;
    const expected = nextPackedBits(bits[row] ?? 0, time[row] ?? 0, time[next - 1] ?? 0);
    checked += 1;
    if (expected !== bits[next]) mismatches += 1;
  }
  expect([checked, mismatches]).toEqual([166, 0]);
});

test("difficulty is what the bitcoin room has, to the last bit", () => {
  fc.assert(
    fc.property(anyBits, (bits) => {
      expect(difficultyOfBits(bits)).toBe(difficultyOf(compactBits(bits)));
    }),
  );
});

test("a difficulty is packed to the target it came from, and any other to the nearest", () => {
  const exponent = fc.integer({ min: 4, max: 0x1c });
  const mantissa = fc.integer({ min: 0x8001, max: 0x7fffff });
  fc.assert(
    fc.property(
      exponent,
      mantissa,
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
      (e, m, d) => {
        const bits = e * 2 ** 24 + m;
        expect(bitsOfDifficulty(difficultyOfBits(bits))).toBe(bits);
        expect(bitsOfDifficulty((difficultyOfBits(bits) * m) / (m + d))).toBe(bits);
      },
    ),
  );
});

test("no difficulty below one is packed", () => {
  expect(bitsOfDifficulty(0.3)).toBe(0x1d00ffff);
  expect(bitsOfDifficulty(1)).toBe(0x1d00ffff);
});
