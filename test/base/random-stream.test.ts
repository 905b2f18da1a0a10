import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";

const first = (random: Random, count = 8): number[] =>
  Array.from({ length: count }, () => random.nextUint32());

test("the streams that older results were made with stay as they are", () => {
  expect(first(new Random(7), 3)).toEqual([582_022_317, 4_094_979_806, 4_216_905_564]);
  expect(first(new Random(2 ** 53 - 1), 3)).toEqual([1_257_685_509, 1_607_934_867, 2_476_453_352]);
});

const seed = fc.nat(2 ** 40);
const member = fc.nat(2 ** 32 - 1);
const purpose = fc.oneof(fc.nat(1000), fc.string());

test("a stream is a function of seed, member and purpose", () => {
  fc.assert(
    fc.property(seed, member, purpose, (s, m, p) => {
      expect(first(Random.stream(s, m, p))).toEqual(first(Random.stream(s, m, p)));
    }),
  );
});

test("another seed, member or purpose gives another stream", () => {
  fc.assert(
    fc.property(seed, member, purpose, (s, m, p) => {
      const one = first(Random.stream(s, m, p));
      expect(first(Random.stream(s + 1, m, p))).not.toEqual(one);
      expect(first(Random.stream(s + 2 ** 40, m, p))).not.toEqual(one);
      expect(first(Random.stream(s, (m + 1) % 2 ** 32, p))).not.toEqual(one);
      expect(first(Random.stream(s, m, `${p}.`))).not.toEqual(one);
    }),
  );
});

test("first numbers of neighbouring members are as spread as numbers of one stream", () => {
  const members = 100_000;
  const cells = new Float64Array(100);
  let [product, previous] = [0, 0.5];
  for (let k = 0; k < members; k += 1) {
    const u = Random.stream(1, k, "blocks").uniform();
    cells[Math.floor(u * 100)] = (cells[Math.floor(u * 100)] ?? 0) + 1;
    product += (u - 0.5) * (previous - 0.5);
    previous = u;
  }
  // Chi-square with 99 degrees of freedom exceeds 172 once in 1e5; the sum of products of neighbours
  // has standard deviation √n / 12, of which this takes 4.4.
  const expected = members / 100;
  const chi = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chi).toBeLessThan(172);
  expect(Math.abs(product)).toBeLessThan((4.4 * Math.sqrt(members)) / 12);
});

test("a stream goes on from a saved state with the same numbers", () => {
  const random = Random.stream(3, 4, "price");
  const state = new Int32Array(4);
  random.save(state);
  const numbers = first(random);
  random.restore(state);
  expect(first(random)).toEqual(numbers);
});

test("fine uniform numbers fill the unit interval evenly and never reach its ends", () => {
  const random = Random.stream(5, 0, "fine");
  const draws = 200_000;
  let [sum, low, high] = [0, 1, 0];
  for (let k = 0; k < draws; k += 1) {
    const u = random.fineUniform();
    sum += u;
    low = Math.min(low, u);
    high = Math.max(high, u);
  }
  expect(low).toBeGreaterThan(0);
  expect(high).toBeLessThan(1);
  // Standard error of the mean 1 / √12n; 4.4 of them are exceeded once in 1e5.
  expect(Math.abs(sum / draws - 0.5)).toBeLessThan(4.4 / Math.sqrt(12 * draws));
});
