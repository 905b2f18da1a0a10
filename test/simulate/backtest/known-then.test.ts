import { expect, test } from "vitest";
import type { FactRecord } from "../../../src/record/index.ts";
import { SHOCKS, SHOCK_HORIZON } from "../../../src/simulate/backtest/catalogue.ts";
import { ChainHistory } from "../../../src/simulate/backtest/chain-history.ts";
import { freezeAt } from "../../../src/simulate/backtest/frozen-shock.ts";
import { outcomesAfter, persistenceForecast } from "../../../src/simulate/backtest/persistence.ts";
import { T, record } from "../../shipped.ts";

const DAY = 86_400;
const { market } = record;
const whole = new ChainHistory(record);

const priceOn = (day: number): number => market.priceUsd[day - market.firstDay] ?? NaN;
const fellOn = (day: number): boolean =>
  Math.log(priceOn(day) / priceOn(day - 1)) <= -0.1 ||
  Math.log(priceOn(day) / priceOn(day - 7)) <= -0.15;

/** The record as a different history after an instant would have left it. */
function otherFuture(asOf: number): FactRecord {
  const { blocks, retargets } = record;
  const days = Math.floor(asOf / DAY) - market.firstDay;
  return {
    ...record,
    blocks: { ...blocks, time: blocks.time.map((time) => (time > asOf ? time + 5e6 : time)) },
    retargets: retargets.filter(({ time }) => time !== null && time <= asOf),
    market: {
      ...market,
      priceUsd: market.priceUsd.map((price, day) => (day >= days ? price * 3 : price)),
      feesBtc: market.feesBtc.map((fees, day) => (day >= days ? fees * 3 : fees)),
    },
  };
}

test.each(SHOCKS.map((shock) => [shock.id, shock.asOf] as const))(
  "what came after it changes nothing of what was known for %s",
  (_, asOf) => {
    const then = freezeAt(record, asOf);
    const other = freezeAt(otherFuture(asOf), asOf);
    const { history: seen, ...facts } = then;
    const { history: alsoSeen, ...alsoFacts } = other;
    expect(alsoFacts).toEqual(facts);
    expect(persistenceForecast(alsoSeen, SHOCK_HORIZON)).toEqual(
      persistenceForecast(seen, SHOCK_HORIZON),
    );
  },
);

test("the catalogue is every fall of more than 7 % from 2016 to 2022", () => {
  const falls: number[] = [];
  for (let epoch = 1; epoch < whole.epochs; epoch += 1) {
    const change = Math.expm1(whole.lnDifficulty(epoch) - whole.lnDifficulty(epoch - 1)) * 100;
    const start = whole.start(epoch);
    if (change < -7 && start > T("2016-01-01") && start < T("2023-01-01")) falls.push(change);
  }
  expect(falls.map((change) => Number(change.toFixed(2)))).toEqual(
    SHOCKS.map(({ change_pct }) => change_pct),
  );
});

test("each fall of the catalogue is among the epochs that are forecast", () => {
  for (const { asOf, change_pct } of SHOCKS) {
    const { tip } = new ChainHistory(record, asOf);
    const path = [whole.lnDifficulty(tip.epoch), ...outcomesAfter(whole, tip.epoch, SHOCK_HORIZON)];
    const changes = path.slice(1).map((ln, k) => Math.expm1(ln - (path[k] ?? NaN)) * 100);
    expect(Math.min(...changes.map((change) => Math.abs(change - change_pct)))).toBeLessThan(0.01);
  }
});

test("a price shock is known the day after the price fell anew", () => {
  for (const { cause, asOf } of SHOCKS) {
    if (cause !== "price") continue;
    const day = asOf / DAY - 1;
    expect(fellOn(day)).toBe(true);
    expect([1, 2, 3].some((back) => fellOn(day - back))).toBe(false);
  }
});

test("the difficulty after an epoch is the mean hashrate of its blocks", () => {
  const history = new ChainHistory(record, T("2021-05-30"));
  const { epoch } = new ChainHistory(record, T("2021-05-01T20:00Z")).tip;
  const end = { epoch, found: 2016, time: NaN };
  // 2016 intervals end at the last block and begin one before the first; the rule counts 2015.
  expect(history.lnRateBefore(end, 2015)).toBeCloseTo(history.lnDifficulty(epoch + 1), 2);
});

test("the tip is the highest block known, and its epoch has begun", () => {
  const { tip } = new ChainHistory(record, T("2021-06-20"));
  expect(tip.found).toBeGreaterThan(0);
  expect(tip.found).toBeLessThanOrEqual(2016);
  expect(tip.time).toBeLessThanOrEqual(T("2021-06-20"));
});
