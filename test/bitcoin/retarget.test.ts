import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import {
  POW_LIMIT,
  compactBits,
  nextBits,
  toBitsLossy,
  toTarget,
} from "../../src/bitcoin/retarget.ts";

// Bitcoin Core, src/test/pow_tests.cpp
test.each([
  {
    why: "no limit applies",
    old: 0x1d00ffff,
    first: 1261130161,
    last: 1262152739,
    next: 0x1d00d86a,
  },
  {
    why: "capped at the pow limit",
    old: 0x1d00ffff,
    first: 1231006505,
    last: 1233061996,
    next: 0x1d00ffff,
  },
  { why: "clamped at T/4", old: 0x1c05a3f4, first: 1279008237, last: 1279297671, next: 0x1c0168fd },
  { why: "clamped at 4T", old: 0x1c387f6f, first: 1263163443, last: 1269211443, next: 0x1d00e1fd },
])("the retarget rule holds where $why", ({ old, first, last, next }) => {
  expect(nextBits(compactBits(old), unixSeconds(first), unixSeconds(last))).toBe(next);
});

// Bitcoin Core, src/test/arith_uint256_tests.cpp, bignum_SetCompact
test.each([
  [0x00000000, 0n],
  [0x01123456, 0x12n],
  [0x02123456, 0x1234n],
  [0x03123456, 0x123456n],
  [0x04123456, 0x12345600n],
  [0x20123456, 0x123456n << 232n],
])("bits %i expand to one target", (bits, target) => {
  expect(toTarget(compactBits(bits))).toBe(target);
});

test.each([
  { why: "a sign bit", bits: 0x04923456, code: "bits.negative" },
  { why: "more than 256 bits", bits: 0xff123456, code: "bits.overflow" },
])("bits with $why are refused", ({ bits, code }) => {
  expect(() => toTarget(compactBits(bits))).toThrow(expect.objectContaining({ code }));
});

test("packing never makes a target easier", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: POW_LIMIT }), (t) => toTarget(toBitsLossy(t)) <= t),
  );
});

test("slower blocks never make mining harder", () => {
  const span = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(span, span, (a, b) => targetAfter(Math.min(a, b)) <= targetAfter(Math.max(a, b))),
  );
});

function targetAfter(span: number): bigint {
  return toTarget(nextBits(compactBits(0x1b0404cb), unixSeconds(0), unixSeconds(span)));
}
