import { expect, test } from "vitest";
import {
  drawnBands,
  type DrawnPart,
  memberDifferences,
  runDrawn,
  runShard,
  runTotals,
} from "../../../src/simulate/index.ts";
import { sampleQuantile } from "../../../src/statistics/index.ts";
import { createMember } from "./synthetic-member.mjs";

const SEED = 7;
const IDS = ["gaps_1", "walk_0"];
const member = createMember({ days: 400 });
const { shape } = member;

function partsOf(edges: readonly number[], seed = SEED): readonly DrawnPart[] {
  return edges.slice(1).map((to, index) => {
    return runDrawn(member, { from: edges[index] ?? 0, to, seed }, IDS);
  });
}

const numbersOf = (edges: readonly number[], seed = SEED) =>
  partsOf(edges, seed).map(({ numbers }) => numbers);

test("fans are the same bytes however the members were shared out", () => {
  const whole = drawnBands(shape, partsOf([0, 90]), IDS);
  expect(drawnBands(shape, partsOf([0, 1, 40, 90]), IDS)).toEqual(whole);
  expect(drawnBands(shape, partsOf([0, 1, 40, 90]).toReversed(), IDS)).toEqual(whole);
});

test("a fan has the quantiles of all members at its times, in the run's order of series", () => {
  const { times, series } = drawnBands(shape, partsOf([0, 30, 90]), IDS);
  expect(series.map(({ id }) => id)).toEqual(["walk_0", "gaps_1"]);
  const reports = Array.from({ length: 90 }, (_, k) => reportOf(k));
  for (const { id, lo95, lo50, value, hi50, hi95 } of series) {
    const row = shape.series.findIndex((info) => info.id === id);
    for (const [at, time] of times.entries()) {
      const cell = shape.times.indexOf(time) * shape.series.length + row;
      const sample = Float64Array.from(reports, (report) => report[cell] ?? NaN);
      const known = sample.filter((one) => !Number.isNaN(one)).toSorted();
      const quantiles = [0.025, 0.25, 0.5, 0.75, 0.975].map((p) => sampleQuantile(known, p));
      expect([lo95[at], lo50[at], value[at], hi50[at], hi95[at]]).toEqual(quantiles);
    }
  }
});

test("a fan has fewer than two hundred times, evenly spaced, and the last of the run", () => {
  const { times } = drawnBands(shape, partsOf([0, 2]), IDS);
  expect(times.length).toBeLessThan(200);
  expect(times.at(-1)).toBe(shape.times.at(-1));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? NaN));
  expect(new Set(gaps).size).toBe(1);
});

test("totals and retargets are those of a run that keeps every series", () => {
  const [part] = partsOf([10, 40]);
  const whole = runShard(member, { from: 10, to: 40, seed: SEED });
  expect(part?.numbers.totals).toEqual(whole?.totals);
  expect(part?.numbers.epochs).toEqual(whole?.epochs);
});

test("a total tells the share of the members that reported it", () => {
  const totals = runTotals(shape, numbersOf([0, 35, 100]));
  expect(totals.map(({ id, reported }) => [id, reported])).toEqual([
    ["trough", 0.9],
    ["sum", 1],
  ]);
});

test("a run differs from itself by nothing, in every member that reported", () => {
  const differences = memberDifferences(shape, numbersOf([0, 60]), numbersOf([0, 20, 60]));
  expect(differences.map(({ members }) => members)).toEqual([54, 60]);
  for (const { estimate } of differences) {
    expect([estimate.value, estimate.lo95, estimate.hi95]).toEqual([0, 0, 0]);
  }
});

test("two runs are set against each other only where both have a member", () => {
  const differences = memberDifferences(shape, numbersOf([0, 60]), numbersOf([40, 100], 8));
  expect(differences.map(({ members }) => members)).toEqual([18, 20]);
});

function reportOf(k: number): Float32Array {
  const series = new Float32Array(shape.series.length * shape.times.length).fill(NaN);
  const totals = new Float64Array(shape.totals.length).fill(NaN);
  const epochs = new Float64Array(3 * shape.epochSlots).fill(NaN);
  member.run(SEED, k, { series, totals, epochs });
  return series;
}
