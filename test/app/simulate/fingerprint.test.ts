import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprintOf } from "../../../src/app/simulate/fingerprint.ts";

describe("the fingerprint of a run", () => {
  test("does not depend on the order of keys", () => {
    expect(fingerprintOf({ a: 1, b: [2] })).toBe(fingerprintOf({ b: [2], a: 1 }));
  });

  test("survives a structured clone", () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true, withMap: true, withSet: true }), (value) => {
        expect(fingerprintOf(structuredClone(value))).toBe(fingerprintOf(value));
      }),
    );
  });

  test.each([
    [{ a: 1 }, { a: "1" }],
    [0, -0],
    [["a", "b"], ["ab"]],
    [null, undefined],
    [{ a: null }, {}],
    [[[], 1], [[1]]],
    [Float32Array.of(1), Float64Array.of(1)],
    [
      { ab: 1, c: 2 },
      { a: 1, bc: 2 },
    ],
  ])("tells %j from %j", (one, other) => {
    expect(fingerprintOf(one)).not.toBe(fingerprintOf(other));
  });
});
