import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import { shapleyDraws, shapleyEstimates, shapleyValues } from "../../src/statistics/index.ts";

interface Game {
  readonly players: number;
  readonly values: Float64Array;
}

const game: fc.Arbitrary<Game> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.nat())
  .map(([players, seed]) => {
    const random = new Random(seed);
    const values = Float64Array.from({ length: 2 ** players }, () => 100 * random.normal());
    return { players, values };
  });

/** The set with the first two players in each other's place. */
const swapped = (mask: number): number => (mask & ~3) | ((mask & 1) << 1) | ((mask & 2) >> 1);

const meanOf = (draws: Float64Array | undefined): number =>
  (draws?.reduce((sum, x) => sum + x, 0) ?? NaN) / (draws?.length ?? NaN);

const sharesOf = ({ players, values }: Game): Float64Array =>
  shapleyValues(players, (mask) => values[mask] ?? NaN);

// L. S. Shapley 1953; the glove game of the textbooks: one left glove, two right ones
test("who owns the only left glove gets two thirds of the pair", () => {
  const shares = shapleyValues(3, (mask) => ((mask & 1) !== 0 && (mask & 6) !== 0 ? 1 : 0));
  [2 / 3, 1 / 6, 1 / 6].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
});

test("the shares add up to what all achieve over none", () => {
  fc.assert(
    fc.property(game, (own) => {
      const total = sharesOf(own).reduce((sum, share) => sum + share, 0);
      expect(total).toBeCloseTo((own.values.at(-1) ?? NaN) - (own.values[0] ?? NaN), 8);
    }),
  );
});

test("who never changes a value has no share", () => {
  fc.assert(
    fc.property(game, ({ players, values }) => {
      const shares = shapleyValues(players, (mask) => values[mask & ~1] ?? NaN);
      expect(shares[0]).toBeCloseTo(0, 8);
    }),
  );
});

test("players that can stand in for one another share alike", () => {
  fc.assert(
    fc.property(game, ({ players, values }) => {
      fc.pre(players >= 2);
      const shares = shapleyValues(
        players,
        (mask) => (values[mask] ?? NaN) + (values[swapped(mask)] ?? NaN),
      );
      expect(shares[0]).toBeCloseTo(shares[1] ?? NaN, 8);
    }),
  );
});

test("shares of a sum are sums of shares", () => {
  fc.assert(
    fc.property(game, fc.nat(), (own, seed) => {
      const random = new Random(seed);
      const other = { ...own, values: own.values.map(() => random.normal()) };
      const both = { ...own, values: own.values.map((x, i) => x + 3 * (other.values[i] ?? NaN)) };
      const [first, second] = [sharesOf(own), sharesOf(other)];
      sharesOf(both).forEach((share, i) => {
        expect(share).toBeCloseTo((first[i] ?? NaN) + 3 * (second[i] ?? NaN), 8);
      });
    }),
  );
});

test("the shares are the mean over all orders of joining", () => {
  const values = Float64Array.from({ length: 16 }, (_, mask) => (mask * 7919) % 101);
  const sums = new Float64Array(4);
  const join = (mask: number, left: number): void => {
    for (let player = 0; player < 4; player += 1) {
      const joined = mask | (1 << player);
      if (joined === mask) continue;
      let orders = 1;
      for (let rest = left - 1; rest > 1; rest -= 1) orders *= rest;
      sums[player] = (sums[player] ?? 0) + orders * ((values[joined] ?? 0) - (values[mask] ?? 0));
      join(joined, left - 1);
    }
  };
  join(0, 4);
  const shares = sharesOf({ players: 4, values });
  sums.forEach((sum, i) => expect(shares[i]).toBeCloseTo(sum / 24, 10));
});

test("each draw is shared out by itself, and the means add up", () => {
  const random = new Random(51);
  const table = Array.from({ length: 8 }, () =>
    Float64Array.from({ length: 50 }, () => random.normal()),
  );
  const shares = shapleyDraws(3, (mask) => table[mask] ?? []);
  const single = shapleyValues(3, (mask) => table[mask]?.[7] ?? NaN);
  shares.forEach((share, i) => expect(share[7]).toBeCloseTo(single[i] ?? NaN, 12));
  const estimates = shapleyEstimates(shares);
  const total = estimates.reduce((sum, { value }) => sum + value, 0);
  expect(total).toBeCloseTo(meanOf(table[7]) - meanOf(table[0]), 10);
  for (const { lo80, value, hi80 } of estimates) {
    expect(lo80).toBeLessThan(value);
    expect(hi80).toBeGreaterThan(value);
  }
});

test("thirteen players, and draws that differ in number, are refused", () => {
  expect(() => shapleyValues(13, () => 0)).toThrow("13 players");
  expect(() => shapleyDraws(1, (mask) => new Float64Array(mask + 1))).toThrow("2 draws, not 1");
});
