import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NETWORKS, TargetTable, compactBits, toTarget } from "../../src/bitcoin/index.ts";

const MAINNET = NETWORKS.mainnet.powLimit;

function hashOf(value: bigint): DataView {
  const digits = value.toString(16).padStart(64, "0");
  return new DataView(Uint8Array.from(Buffer.from(digits, "hex").toReversed()).buffer);
}

test("a hash meets a target that it equals, and not one that is smaller by one", () => {
  const bits = fc.integer({ min: 0x1b010000, max: 0x1b7fffff });
  fc.assert(
    fc.property(bits, (packed) => {
      const target = toTarget(compactBits(packed));
      const targets = new TargetTable(MAINNET);
      expect(targets.isMet(packed, hashOf(target), 0)).toBe(true);
      expect(targets.isMet(packed, hashOf(target + 1n), 0)).toBe(false);
    }),
  );
});

// The cases of Bitcoin Core v28, src/test/pow_tests.cpp, `CheckProofOfWork_test_*_target`.
test.each([
  ["negative", 0x1d80ffff],
  ["more than 256 bits", 0xff7fffff],
  ["easier than the network allows", 0x1d010000],
  ["zero", 0],
])("no hash meets a target that is %s", (_, bits) => {
  expect(new TargetTable(MAINNET).isMet(bits, hashOf(0n), 0)).toBe(false);
});

test("the answer stays the same after any number of other targets", () => {
  const targets = new TargetTable(MAINNET);
  const ask = (): boolean[] =>
    [0x1b0404cb, 0x1d00ffff].map((bits) => targets.isMet(bits, hashOf(1n << 211n), 0));
  expect(ask()).toEqual([false, true]);
  for (let bits = 0x1b000001; bits < 0x1b000001 + 5_000; bits += 1) targets.of(bits);
  expect(ask()).toEqual([false, true]);
});
