import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../../src/simulate/index.ts";
import { readChanges, withChange, writeChanges } from "../../../src/web/what-if/changes.ts";

const path = fc.stringMatching(/^[a-z][a-zA-Z_]{0,9}(?:\.[a-z0-9-]{1,9}){0,3}$/u);
const value = fc.oneof(
  fc.constantFrom(null, true, false),
  // An address has one zero.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.stringMatching(/^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u),
);

test("an address gives back every change, numbers to the last bit", () => {
  const changes: fc.Arbitrary<Change[]> = fc.array(fc.tuple(path, value), { minLength: 1 });
  fc.assert(
    fc.property(changes, (all) => {
      expect(readChanges(writeChanges(all))).toEqual(all);
    }),
  );
});

test("an address without changes, or with a broken one, changes nothing more", () => {
  expect(readChanges(undefined)).toEqual([]);
  expect(readChanges("")).toEqual([]);
  expect(readChanges("parameters.pue:1.2~nothing~:3")).toEqual([["parameters.pue", 1.2]]);
});

test("an order that is off is told from one whose date is another", () => {
  expect(readChanges("orders.cut:off~orders.cut.effective:2021-06-20T00:00:00Z")).toEqual([
    ["orders.cut", null],
    ["orders.cut.effective", "2021-06-20T00:00:00Z"],
  ]);
});

test("the last change of a path counts, and one taken back leaves the others", () => {
  const first = withChange([["parameters.pue", 1.1]], "orders.cut", null);
  const second = withChange(first, "parameters.pue", 1.3);
  expect(second).toEqual([
    ["orders.cut", null],
    ["parameters.pue", 1.3],
  ]);
  expect(withChange(second, "orders.cut", undefined)).toEqual([["parameters.pue", 1.3]]);
});
