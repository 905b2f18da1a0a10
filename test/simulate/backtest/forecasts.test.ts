import { expect, test } from "vitest";
import { Random } from "../../../src/base/index.ts";
import { SHOCKS, SHOCK_HORIZON } from "../../../src/simulate/backtest/catalogue.ts";
import { freezeAt } from "../../../src/simulate/backtest/frozen-shock.ts";
import { persistenceForecast } from "../../../src/simulate/backtest/persistence.ts";
import {
  announcedForecast,
  freeEntryForecast,
  otherShocksForecast,
} from "../../../src/simulate/backtest/rival-forecasts.ts";
import { scoreForecast, scoreNormal } from "../../../src/simulate/backtest/score-forecast.ts";
import { ShockEnsemble } from "../../../src/simulate/backtest/shock-ensemble.ts";
import { loadScenario } from "../../../src/store/index.ts";
import { ROOT, T, record } from "../../shipped.ts";

const blackout = await scenarioOf("2021-04-16-blackout");
const frozen = freezeAt(record, T("2021-04-17"));
const persistence = persistenceForecast(frozen.history, SHOCK_HORIZON);

async function scenarioOf(id: string) {
  const source = { folder: `${ROOT}scenarios`, orders: record.orders };
  return loadScenario(`${ROOT}scenarios/shocks/${id}.yaml`, source);
}

function medianOf(sample: Float64Array | undefined): number {
  return sample?.toSorted()[Math.floor(sample.length / 2)] ?? NaN;
}

test("a normal ensemble scores as the normal law it was drawn from", () => {
  const random = new Random(4);
  const law = { mean: Float64Array.of(3, -1), deviation: Float64Array.of(0.1, 0.5) };
  const samples = [0, 1].map((k) =>
    Float64Array.from(
      { length: 40_000 },
      () => (law.mean[k] ?? NaN) + (law.deviation[k] ?? NaN) * random.normal(),
    ),
  );
  const outcomes = [3.05, -1.8];
  const [ensemble, normal] = [scoreForecast(samples, outcomes, random), scoreNormal(law, outcomes)];
  // Deviation of the mean of |x − y| over 40,000 draws: 0.5 / 200, twice over two terms; 4 of them.
  expect(Math.abs(ensemble.crps - normal.crps)).toBeLessThan(0.01);
  // A kernel of 0.9 σ m^-0.2 = 0.11 σ widens the law by 0.6 %.
  expect(Math.abs(ensemble.logScore - normal.logScore)).toBeLessThan(0.05);
});

test("fewer blocks before the instant make a lower forecast", () => {
  const seen = new ShockEnsemble(blackout, frozen, SHOCK_HORIZON);
  const fewer = { ...frozen, daily: frozen.daily.map((blocks) => blocks * 0.9) };
  const plan = { seed: 2, members: 120 };
  const [all, less] = [
    seen.forecast([], plan),
    new ShockEnsemble(blackout, fewer, SHOCK_HORIZON).forecast([], plan),
  ];
  expect(medianOf(less[1])).toBeLessThan(medianOf(all[1]));
});

test("without blocks the runs start with the epoch and end all the same", async () => {
  const early = freezeAt(record, T("2018-11-15"));
  expect(early.start).toBe(early.history.start(early.history.tip.epoch));
  expect(early.daily).toHaveLength(0);
  const ensemble = new ShockEnsemble(await scenarioOf("2018-11-14-price"), early, SHOCK_HORIZON);
  for (const sample of ensemble.forecast([], { seed: 1, members: 12 })) {
    expect([...sample].every((ln) => Number.isFinite(ln))).toBe(true);
  }
});

test("free entry adds hashrate and takes none away", () => {
  const samples = freeEntryForecast(frozen, persistence, 4000);
  for (const sample of samples) {
    // The median of a maximum with the level, widened evenly, is not below the level: 5 of its
    // errors of 1.25 σ / √4000, σ below 0.2.
    expect(medianOf(sample)).toBeGreaterThan((persistence.mean[0] ?? NaN) - 0.02);
  }
});

test("what is announced is gone from the day on, and back when it is said to end", () => {
  const { mean } = announcedForecast(frozen, blackout, persistence);
  const share = blackout.regions["xinjiang"]?.share ?? NaN;
  const mongolia = blackout.regions["inner-mongolia"]?.share ?? NaN;
  const first = persistence.mean[0] ?? NaN;
  expect(mean[0]).toBeCloseTo(first + Math.log(1 - share - mongolia), 12);
  expect(mean[3]).toBeCloseTo(first + Math.log(1 - mongolia), 12);
});

test("the mean of other shocks is their mean, wider than their spread", () => {
  const { mean, deviation } = otherShocksForecast(10, [
    Float64Array.of(-0.1, 0),
    Float64Array.of(-0.3, 0.2),
  ]);
  expect([...mean]).toEqual([9.8, 10.1]);
  // Two values 2a apart: deviation a√2, times √(1 + 1/2).
  expect(deviation[0]).toBeCloseTo(0.1 * Math.sqrt(3), 12);
});

test("every shock has its scenario", async () => {
  for (const { id } of SHOCKS) expect((await scenarioOf(id)).name).toBe(id);
});
