import { expect, test } from "vitest";
import {
  DifficultyForecaster,
  Timeline,
  coverageOf,
  epochStateAt,
  retargetHistory,
  scoreForecasts,
} from "../../src/observe/index.ts";
import { recordAsOf } from "../../src/record/index.ts";
import { T, record, timeline } from "../shipped.ts";

const forecaster = new DifficultyForecaster(timeline, record.market);
const board = scoreForecasts(timeline, forecaster);

test("the benchmark is every six hours of 138 epochs", () => {
  expect(board.n).toBe(7566);
  expect(board.epochs).toBe(138);
});

// The peers' figures of an independent run of the same benchmark
test.each([
  ["mempool", 2.44],
  ["brk", 2.96],
  ["no_change", 4.29],
] as const)("the formula of %s errs by %d points, as known", (method, mae) => {
  expect(board.methods[method].maePp).toBeCloseTo(mae, 2);
});

test("the forecast errs by less than two points, and by less than any other method", () => {
  const { hashfall, ...others } = board.methods;
  expect(hashfall.maePp).toBeLessThan(2);
  for (const other of Object.values(others)) expect(hashfall.maePp).toBeLessThan(other.maePp);
});

test("in no part of an epoch is it worse than predicting no change", () => {
  for (const [index, bucket] of board.methods.hashfall.buckets.entries()) {
    expect(bucket.n).toBeGreaterThan(100);
    expect(bucket.maePp).toBeLessThan(board.methods.no_change.buckets[index]?.maePp ?? NaN);
  }
});

test("its 80 % interval holds the outcome as often as it should", () => {
  const shock = scoreForecasts(timeline, forecaster, {
    from: T("2021-01-01"),
    to: T("2023-01-01"),
  });
  const calm = scoreForecasts(timeline, forecaster, { from: T("2023-01-01"), to: T("2027-01-01") });
  expect(shock.n + calm.n).toBe(board.n);
  expect(coverageOf(shock.scored).pct80).toBeGreaterThanOrEqual(76);
  expect(coverageOf(calm.scored).pct80).toBeGreaterThanOrEqual(78);
  expect(coverageOf(calm.scored).pct80).toBeLessThanOrEqual(82);
});

test.each(["2021-06-20T04:00Z", "2022-12-24T12:00Z", "2024-05-01", "2026-03-01T07:30Z"])(
  "a forecast as of %s does not know what came later",
  (moment) => {
    const at = T(moment);
    const then = recordAsOf(record, at);
    const cut = new DifficultyForecaster(new Timeline(then.blocks, at), then.market);
    expect(cut.forecastAt(at)).toEqual(forecaster.forecastAt(at));
  },
);

test("with the whole epoch found the change is known", () => {
  const last = T("2021-07-03T06:30:00Z");
  const forecast = forecaster.forecastAt(last);
  expect(forecast?.blocks).toBeGreaterThan(2013);
  expect(forecast?.changePct.value).toBeCloseTo(-27.94, 1);
});

test("without prices it still beats every peer", () => {
  const blind = scoreForecasts(timeline, new DifficultyForecaster(timeline, null));
  expect(blind.methods.hashfall.maePp).toBeLessThan(2.05);
});

test("before the first whole epoch there is no forecast", () => {
  expect(forecaster.forecastAt(T("2019-12-31T23:30Z"))).toBeNull();
});

test("intervals are nested", () => {
  for (const { forecast } of board.scored.slice(0, 200)) {
    const { lo95, lo80, lo50, value, hi50, hi80, hi95 } = forecast.changePct;
    const ordered = [lo95, lo80, lo50, value, hi50, hi80, hi95];
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
  }
});

// retargets of 2021 as published
test.each([
  [683_424, 21.53],
  [685_440, -15.9653],
  [687_456, -5.2972],
  [689_472, -27.9427],
  [691_488, -4.807],
  [693_504, 6.0255],
])("the retarget at %i changed the difficulty by %d %%", (height, percent) => {
  const retarget = retargetHistory(record.retargets).find((row) => row.height === height);
  expect(retarget?.changePct).toBeCloseTo(percent, 2);
});

test("the history reaches back to genesis", () => {
  const history = retargetHistory(record.retargets);
  expect(history.length).toBe(474);
  expect(history[0]).toMatchObject({ height: 0, difficulty: 1, changePct: null });
});

test("the chain stood 788 blocks into its epoch when the press reported", () => {
  expect(epochStateAt(timeline, T("2021-06-20T04:00Z"))).toMatchObject({
    height: 688_244,
    epoch: 341,
    blocksIntoEpoch: 788,
  });
});
