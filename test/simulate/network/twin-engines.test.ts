import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random, unixSeconds } from "../../../src/base/index.ts";
import { compactBits, difficultyOf, nextBits } from "../../../src/bitcoin/index.ts";
import type { UnitArrivals } from "../../../src/simulate/network/arrivals.ts";
import { BlockNetwork } from "../../../src/simulate/network/block-network.ts";
import { EpochNetwork } from "../../../src/simulate/network/epoch-network.ts";
import { LawArrivals } from "../../../src/simulate/network/law-arrivals.ts";
import { LawNetwork } from "../../../src/simulate/network/law-network.ts";
import type { ChainStart } from "../../../src/simulate/network/network.ts";
import { betaCdf } from "../../../src/statistics/beta-distribution.ts";
import {
  compareSamples,
  compareWithLaw,
  exponentialDraw,
  gammaCdf,
} from "../../../src/statistics/index.ts";
import { YEAR_START, hashrateOf, momentsOf, runYears } from "./twin-year.ts";

const DAY_S = 86_400;
const RUNS = 3000;

describe("over a year with a shock of 45 %", () => {
  const law = runYears("law", 1, 0, RUNS);
  const block = runYears("block", 1, 0, RUNS);

  test.each(["heights", "difficulties"] as const)("both engines have the same %s", (what) => {
    expect(compareSamples(law[what], block[what]).pValue).toBeGreaterThan(0.01);
    const [one, other] = [momentsOf(law[what]), momentsOf(block[what])];
    // Four standard errors of a difference of two independent estimates.
    const meanError = Math.hypot(one.meanError, other.meanError);
    expect(Math.abs(one.mean - other.mean)).toBeLessThan(4 * meanError);
    const deviationError = Math.hypot(one.deviationError, other.deviationError);
    expect(Math.abs(one.deviation - other.deviation)).toBeLessThan(4 * deviationError);
  });

  test("the chain finds what two weeks a period leave it", () => {
    // 45 % less for an epoch costs at most one epoch's delay; growth of 0.1 % a day gains 1.4 %.
    expect(momentsOf(law.heights).mean - YEAR_START.height).toBeGreaterThan(0.95 * 52_560);
    expect(momentsOf(law.heights).mean - YEAR_START.height).toBeLessThan(1.03 * 52_560);
  });
});

/** One path of unit arrivals, met as the law engine does: count a piece, then find the last wanted. */
class CountedPath implements UnitArrivals {
  used = 0;
  private begin = 0;
  private next = 0;
  private readonly path: Float64Array;
  constructor(path: Float64Array) {
    this.path = path;
  }
  take(amount: number, most: number): number {
    const end = this.begin + amount;
    let count = 0;
    while ((this.path[this.next + count] ?? Infinity) <= end) count += 1;
    if (count < most) {
      this.next += count;
      this.begin = end;
      return count;
    }
    this.next += most;
    const stop = this.path[this.next - 1] ?? NaN;
    this.used = stop - this.begin;
    this.begin = stop;
    return most;
  }
}

function unitPath(random: Random, length: number): Float64Array {
  const path = new Float64Array(length);
  let at = 0;
  for (let k = 0; k < length; k += 1) {
    at += exponentialDraw(random);
    path[k] = at;
  }
  return path;
}

/** Bitcoin as one would write it down first: block after block, by the rule in whole numbers. */
function plainChain(start: ChainStart, path: Float64Array, rates: readonly number[]) {
  let { time, height, bits, epochStart } = start;
  let [arrival, place] = [0, 0];
  const heights: number[] = [];
  const targets: number[] = [];
  for (const [day, hashrate] of rates.entries()) {
    const end = start.time + (day + 1) * DAY_S;
    for (;;) {
      const rate = hashrate / (difficultyOf(compactBits(bits)) * 2 ** 32);
      const wait = ((path[arrival] ?? Infinity) - place) / rate;
      if (time + wait > end) {
        place += (end - time) * rate;
        time = end;
        break;
      }
      time += wait;
      place = path[arrival] ?? NaN;
      arrival += 1;
      height += 1;
      if (height % 2016 === 0) epochStart = Math.floor(time);
      if (height % 2016 !== 2015) continue;
      bits = nextBits(compactBits(bits), unixSeconds(epochStart), unixSeconds(Math.floor(time)));
      targets.push(bits);
    }
    heights.push(height);
  }
  return { heights, targets };
}

test("on one path of arrivals both engines and a plain chain agree on every block and target", () => {
  const scene = fc.record({
    seed: fc.nat(1e6),
    place: fc.oneof(fc.nat(2015), fc.constantFrom(0, 2014, 2015)),
    age: fc.integer({ min: 0, max: 1_500_000 }),
    rates: fc.array(fc.double({ min: 0, max: 6e20, noNaN: true }), {
      minLength: 20,
      maxLength: 80,
    }),
  });
  fc.assert(
    fc.property(scene, ({ seed, place, age, rates }) => {
      const start = {
        ...YEAR_START,
        height: 677_376 + place,
        epochStart: YEAR_START.time - age,
      };
      const path = unitPath(Random.stream(seed, 0, "path"), 80_000);
      const blockwise = new BlockNetwork(start, Random.stream(seed, 0, "path"));
      const counted = new EpochNetwork(start, new CountedPath(path));
      const plain = plainChain(start, path, rates);
      for (const [day, rate] of rates.entries()) {
        blockwise.advance(rate, DAY_S);
        counted.advance(rate, DAY_S);
        expect([blockwise.height, counted.height]).toEqual([
          plain.heights[day],
          plain.heights[day],
        ]);
      }
      expect(blockwise.retargets.map(({ bits }) => bits)).toEqual(plain.targets);
      expect(counted.retargets).toEqual(blockwise.retargets);
    }),
    { numRuns: 60 },
  );
});

test("what the law engine draws for a piece has the law of the arrivals it stands for", () => {
  const [amount, most, pieces] = [40, 38, 200_000];
  const arrivals = new LawArrivals(Random.stream(4, 0, "piece"));
  const stops: number[] = [];
  let blocks = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const count = arrivals.take(amount, most);
    blocks += count;
    if (count === most) stops.push(arrivals.used);
  }
  // The 38th arrival is Gamma(38), given that it lies below 40.
  const reached = gammaCdf(most, amount);
  const law = (x: number): number => gammaCdf(most, x) / reached;
  expect(compareWithLaw(stops, law).pValue).toBeGreaterThan(1e-3);
  expect(Math.abs(stops.length / pieces - reached)).toBeLessThan(
    4 * Math.sqrt((reached * (1 - reached)) / pieces),
  );
  // E min(N, 38) = Σ over k of P(N ≥ k); its deviation is below √40.
  let expected = 0;
  for (let k = 1; k <= most; k += 1) expected += gammaCdf(k, amount);
  expect(Math.abs(blocks / pieces - expected)).toBeLessThan(4 * Math.sqrt(amount / pieces));
});

test("the first block of an epoch waits an exponential time", () => {
  const arrivals = new LawArrivals(Random.stream(5, 0, "first"));
  const waits: number[] = [];
  for (let piece = 0; piece < 100_000; piece += 1) {
    if (arrivals.take(3, 1) === 1) waits.push(arrivals.used);
  }
  const reached = 1 - Math.exp(-3);
  expect(compareWithLaw(waits, (x) => (1 - Math.exp(-x)) / reached).pValue).toBeGreaterThan(1e-3);
});

test("a stop at the k-th of exactly k arrivals is the latest of k uniform points", () => {
  const arrivals = new LawArrivals(Random.stream(6, 0, "latest"));
  const places: number[] = [];
  for (let piece = 0; piece < 400_000; piece += 1) {
    if (arrivals.take(0.01, 2) === 2) places.push(arrivals.used / 0.01);
  }
  // Expected 400,000 (1 − 1.01 e^(−0.01)) = 19.9.
  expect(places.length).toBeGreaterThan(5);
  expect(compareWithLaw(places, (x) => betaCdf(2, 1, x)).pValue).toBeGreaterThan(1e-3);
});

/** Height and difficulty at once after forty days around the shock, in so many parts a day. */
function endsInParts(parts: number): Float64Array {
  return Float64Array.from({ length: 4000 }, (_, member) => {
    const network = new LawNetwork(YEAR_START, Random.stream(7, member, `parts ${parts}`));
    for (let step = 0; step < 40 * parts; step += 1) {
      network.advance(hashrateOf(100 + Math.floor(step / parts)), DAY_S / parts);
    }
    return network.height + network.difficulty / 1e14;
  });
}

test("a day in two halves is the same day in law", () => {
  expect(compareSamples(endsInParts(1), endsInParts(2)).pValue).toBeGreaterThan(1e-3);
});
