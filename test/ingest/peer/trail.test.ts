import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Trail } from "../../../src/ingest/peer/trail.ts";

const chain = (length: number, branch = "m"): string[] =>
  Array.from({ length }, (_, height) => `${branch}${height}`);

/** Follows the chain in batches of 2,000. */
function followed(hashes: readonly string[]): Trail {
  let trail = Trail.from(hashes.slice(0, 1));
  for (let from = 1; from < hashes.length; from += 2_000) {
    trail = trail.follow(hashes[from - 1] ?? "", hashes.slice(from, from + 2_000));
  }
  return trail;
}

test("a locator runs from the tip to the first block, ever sparser, and a peer takes it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (length) => {
      const locator = followed(chain(length)).locator();
      const heights = locator.map((hash) => Number(hash.slice(1)));
      expect(locator.length).toBeLessThanOrEqual(101);
      expect(heights[0]).toBe(length - 1);
      expect(heights.at(-1)).toBe(0);
      expect(heights).toEqual(heights.toSorted((a, b) => b - a));
      const dense = Math.min(10, length);
      expect(heights.slice(0, dense)).toEqual(chain(dense).map((_, i) => length - 1 - i));
    }),
    { numRuns: 30 },
  );
});

test("the receiver's locator is passed on as it is, and cut to what a peer takes", () => {
  const own = chain(30).toReversed();
  expect(Trail.from(own).locator()).toEqual(own);
  const long = Trail.from(chain(1_000).toReversed()).locator();
  expect(long).toHaveLength(101);
  expect([long[0], long[9], long.at(-1)]).toEqual(["m999", "m990", "m0"]);
});

test("two hundred thousand blocks leave a few thousand hashes behind", () => {
  const hashes = chain(200_000);
  const trail = followed(hashes);
  const kept = hashes.filter((_, height) => height % 1_000 === 0 || height > 190_000);
  expect(kept.filter((hash) => trail.has(hash)).length).toBeLessThan(5_000);
  expect(trail.tip).toBe("m199999");
});

test("after a turn the blocks left behind are no longer part of the chain", () => {
  const trail = followed(chain(100)).follow("m90", ["s91", "s92"]);
  expect(trail.locator().slice(0, 4)).toEqual(["s92", "s91", "m90", "m89"]);
  expect(trail.has("m91")).toBe(false);
  const deep = Trail.from(["m5", "m0"]).follow("m0", ["s1"]);
  expect(deep.locator()).toEqual(["s1", "m0"]);
});

test("below the newest block lies its parent", () => {
  expect(followed(chain(3)).parent()?.tip).toBe("m1");
  expect(followed(chain(2)).parent()?.tip).toBe("m0");
  expect(followed(chain(1)).parent()).toBeNull();
});

test("tips of other branches stand right behind the newest block", () => {
  expect(followed(chain(3)).locator(["s9"])).toEqual(["m2", "s9", "m1", "m0"]);
});
