import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HashfallError, Random } from "../../../src/base/index.ts";
import { compactBits, difficultyOf } from "../../../src/bitcoin/index.ts";
import { BlockNetwork } from "../../../src/simulate/network/block-network.ts";
import { LawNetwork } from "../../../src/simulate/network/law-network.ts";
import { MeanNetwork } from "../../../src/simulate/network/mean-network.ts";
import type { Network } from "../../../src/simulate/network/network.ts";
import { RecordedNetwork } from "../../../src/simulate/network/recorded-network.ts";
import { timeline } from "../../shipped.ts";
import { YEAR_START, hashrateOf } from "./twin-year.ts";

const DAY_S = 86_400;
const DIFFICULTY = difficultyOf(compactBits(YEAR_START.bits));
/** Hashrate at which the start's difficulty takes ten minutes a block. */
const STEADY_H_S = (DIFFICULTY * 2 ** 32) / 600;
const EPOCHS = timeline.epochs.map(({ firstHeight, start }) => ({
  height: firstHeight,
  start,
  bits: timeline.blocks.bits[firstHeight - timeline.blocks.firstHeight] ?? 0,
}));

const NETWORKS: readonly (readonly [string, (seed: number) => Network])[] = [
  ["by its law", (seed) => new LawNetwork(YEAR_START, new Random(seed))],
  ["block by block", (seed) => new BlockNetwork(YEAR_START, new Random(seed))],
  ["without chance", () => new MeanNetwork(YEAR_START)],
  ["as recorded", () => new RecordedNetwork(EPOCHS, YEAR_START)],
];

describe.each(NETWORKS)("the network %s", (_, make) => {
  test("finds what its height grows by, and keeps its clock", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e21, noNaN: true })),
        fc.nat(99),
        (rates, s) => {
          const network = make(s);
          let height = network.height;
          for (const [step, rate] of rates.entries()) {
            height += network.advance(rate, 3600);
            expect(network.height).toBeCloseTo(height, 6);
            expect(network.time).toBe(YEAR_START.time + (step + 1) * 3600);
          }
        },
      ),
    );
  });

  test("lists its retargets in order, the last with the bits it has now", () => {
    const network = make(3);
    for (let day = 0; day < 200; day += 1) network.advance(hashrateOf(day), DAY_S);
    const { retargets } = network;
    expect(retargets.length).toBeGreaterThan(10);
    for (const [index, { height, time, change_pct }] of retargets.entries()) {
      const before = retargets[index - 1];
      expect(height % 2016).toBe(0);
      expect(time).toBeGreaterThan(before?.time ?? YEAR_START.time);
      expect(height).toBe(before === undefined ? height : before.height + 2016);
      expect(change_pct).toBeGreaterThan(-75);
    }
    expect(retargets.at(-1)?.bits).toBe(network.bits);
    expect(Math.abs(network.difficulty / difficultyOf(compactBits(network.bits)) - 1)).toBeLessThan(
      2 ** -16,
    );
  });

  test("finds nothing where nobody mines", () => {
    const network = make(4);
    expect(network.advance(0, 30 * DAY_S)).toBe(0);
    expect(network.height).toBe(YEAR_START.height);
  });
});

test.each([NaN, -1, Infinity])("a hashrate of %d is refused", (hashrate) => {
  const network = new LawNetwork(YEAR_START, new Random(1));
  expect(() => network.advance(hashrate, DAY_S)).toThrow(HashfallError);
  expect(() => new MeanNetwork(YEAR_START).advance(hashrate, DAY_S)).toThrow(HashfallError);
});

test("a step back in time is refused", () => {
  expect(() => new LawNetwork(YEAR_START, new Random(1)).advance(1, -1)).toThrow(HashfallError);
});

test("without chance, a step in two is the step in one, to rounding", () => {
  const cut = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 1e18, max: 1e21, noNaN: true }), cut)),
      (steps) => {
        const [whole, halves] = [new MeanNetwork(YEAR_START), new MeanNetwork(YEAR_START)];
        for (const [rate, share] of steps) {
          whole.advance(rate, DAY_S);
          halves.advance(rate, DAY_S * share);
          halves.advance(rate, whole.time - halves.time);
        }
        expect(Math.abs(whole.height - halves.height)).toBeLessThan(1e-6);
        expect(Math.abs(whole.difficulty / halves.difficulty - 1)).toBeLessThan(1e-9);
      },
    ),
  );
});

test("without chance, steady mining makes a block easier by one interval in 2016, once", () => {
  const network = new MeanNetwork(YEAR_START);
  for (let day = 0; day < 100; day += 1) network.advance(STEADY_H_S, DAY_S);
  const changes = network.retargets.map(({ change_pct }) => change_pct);
  expect(changes[0]).toBeCloseTo((2016 / 2015 - 1) * 100, 6);
  for (const change of changes.slice(1)) expect(Math.abs(change)).toBeLessThan(1e-3);
});

test("the engine by its law has the mean of the one without chance, to the noise of an epoch", () => {
  const mean = new MeanNetwork(YEAR_START);
  for (let day = 0; day < 13; day += 1) mean.advance(STEADY_H_S, DAY_S);
  const members = 2000;
  let total = 0;
  for (let member = 0; member < members; member += 1) {
    const network = new LawNetwork(YEAR_START, Random.stream(1, member, "mean"));
    for (let day = 0; day < 13; day += 1) network.advance(STEADY_H_S, DAY_S);
    total += network.height;
  }
  // Thirteen days end before the retarget: the count is Poisson. Four standard errors.
  const blocks = mean.height - YEAR_START.height;
  expect(Math.abs(total / members - mean.height)).toBeLessThan(4 * Math.sqrt(blocks / members));
});

test("mining four times as fast makes a block harder by four and no more", () => {
  const network = new LawNetwork(YEAR_START, new Random(9));
  for (let day = 0; day < 4; day += 1) network.advance(8 * STEADY_H_S, DAY_S);
  // Packing keeps 16 bits of a target at least: 400 % / 2^16.
  expect(Math.abs((network.retargets[0]?.change_pct ?? NaN) - 300)).toBeLessThan(400 / 2 ** 16);
});

test("as recorded, expected blocks are the hashrate's exposure whatever the steps", () => {
  const from = YEAR_START.time;
  const network = new RecordedNetwork(EPOCHS, YEAR_START);
  let found = 0;
  for (let day = 0; day < 60; day += 1) found += network.advance(STEADY_H_S, DAY_S);
  const once = new RecordedNetwork(EPOCHS, YEAR_START).advance(STEADY_H_S, 60 * DAY_S);
  expect(found).toBeCloseTo(once, 6);
  const [start, end] = [from, from + 60 * DAY_S];
  let exposure = 0;
  for (const [index, epoch] of EPOCHS.entries()) {
    const until = EPOCHS[index + 1]?.start ?? Infinity;
    const overlap = Math.min(end, until) - Math.max(start, epoch.start);
    if (overlap > 0) exposure += overlap / (difficultyOf(compactBits(epoch.bits)) * 2 ** 32);
  }
  expect(found).toBeCloseTo(STEADY_H_S * exposure, 6);
});

test("a recorded chain without epochs is refused", () => {
  expect(() => new RecordedNetwork([], YEAR_START)).toThrow(HashfallError);
});
