import { expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import { compactBits, expectedHashes } from "../../src/bitcoin/index.ts";
import { type Retarget, epochHashrates } from "../../src/observe/index.ts";

const T = 1_209_600;

function epoch(index: number, at: number | null): Retarget {
  const time = at === null ? null : unixSeconds(at);
  return {
    height: 2016 * index,
    at: time,
    bits: compactBits(0x1d00ffff),
    difficulty: 1,
    changePct: null,
  };
}

test("an epoch of two weeks at difficulty 1 is 2^32 hashes every ten minutes", () => {
  const [first] = epochHashrates([epoch(0, 0), epoch(1, T)]);
  expect(first?.hashrate?.value).toBeCloseTo(expectedHashes(1) / 600, 3);
});

/**
 * Gamma(2016) has mean 2016 and variance 2016, so its 95 % interval is about ±1.96/√2016 = ±4.37 %, with
 * a skew of 2/√2016: the ends move by (1.96² − 1)/(3 × 2016) = 0.05 %.
 */
test("its interval is that of 2016 random block times", () => {
  const [first] = epochHashrates([epoch(0, 0), epoch(1, T)]);
  const { value = NaN, lo95 = NaN, hi95 = NaN } = first?.hashrate ?? {};
  expect(lo95 / value).toBeCloseTo(1 - 0.0437 + 0.0005, 3);
  expect(hi95 / value).toBeCloseTo(1 + 0.0437 + 0.0005, 3);
});

test("an epoch that is not over, or whose times are not known, has none", () => {
  const rates = epochHashrates([epoch(0, 0), epoch(1, null), epoch(2, T), epoch(3, 2 * T)]);
  expect(rates.map(({ hashrate }) => hashrate === null)).toEqual([true, true, false, true]);
});
