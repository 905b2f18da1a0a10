import { describe, expect, test } from "vitest";
import { startOfDay, unixDay } from "../../../src/base/index.ts";
import { STEP_DAYS, fleetHistory, stepOn } from "../../../src/energy/fleet/fleet-history.ts";
import type { PowerInputs } from "../../../src/energy/index.ts";
import { STEP_DAY, model, steadyNetwork } from "./steady-network.ts";

const MACHINES = [model(40, STEP_DAY - 400)];

describe("what a step reads", () => {
  test("the mean hashrate of the 28 days up to it", () => {
    const history = fleetHistory(
      steadyNetwork({ machines: MACHINES, days: 60, hashrate: (day) => (day + 1) * 1e18 }),
    );
    expect(history.firstStep).toBe(STEP_DAY);
    // Rows 1 to 28, that is 2 to 29 EH/s.
    expect(history.rate[0]).toBeCloseTo(15.5e18, -6);
    expect(history.rate[1]).toBeCloseTo(29.5e18, -6);
  });

  test("what the 14 days up to it paid for a terahash per second a day", () => {
    const history = fleetHistory(steadyNetwork({ machines: MACHINES, hashprice: 0.12 }));
    expect(Math.exp(history.logHashprice[0] ?? NaN)).toBeCloseTo(0.12, 12);
  });

  test("nothing of the days after it", () => {
    const whole = steadyNetwork({ machines: MACHINES, days: 200, hashrate: (day) => 1e18 * day });
    const cut: PowerInputs = {
      ...whole,
      days: {
        firstDay: whole.days.firstDay,
        hashrate: whole.days.hashrate.subarray(0, 100),
        blocks: whole.days.blocks.subarray(0, 100),
        coins: whole.days.coins.subarray(0, 100),
        price: whole.days.price.subarray(0, 100),
      },
    };
    const [long, short] = [fleetHistory(whole), fleetHistory(cut)];
    expect(short.rate.length).toBe(6);
    expect(long.rate.subarray(0, 6)).toEqual(short.rate);
    expect(long.logHashprice.subarray(0, 6)).toEqual(short.logHashprice);
  });

  test("a day without a figure is left out of both", () => {
    const inputs = steadyNetwork({ machines: MACHINES });
    inputs.days.hashrate[20] = NaN;
    inputs.days.price[20] = NaN;
    const history = fleetHistory(inputs);
    expect(history.rate[0]).toBe(1e20);
    expect(Math.exp(history.logHashprice[0] ?? NaN)).toBeCloseTo(0.3, 12);
  });
});

test("a day has the last step up to it", () => {
  const history = fleetHistory(steadyNetwork({ machines: MACHINES }));
  expect(stepOn(history, unixDay(STEP_DAY + STEP_DAYS - 1))).toBe(0);
  expect(stepOn(history, unixDay(STEP_DAY + STEP_DAYS))).toBe(1);
});

test("before the blocks a day has its epoch's mean and pays its coins and fees", () => {
  const blocks = steadyNetwork({ machines: MACHINES });
  const first = blocks.days.firstDay;
  const history = fleetHistory({
    ...blocks,
    epochs: [
      { start: startOfDay(unixDay(first - 30)), hashrate: 7e19, coins: 1800 },
      { start: startOfDay(unixDay(first - 10)), hashrate: 9e19, coins: 1700 },
    ],
    market: {
      firstDay: unixDay(first - 2),
      priceUsd: Float64Array.of(8000, 8100),
      feesBtc: Float64Array.of(20, 30),
    },
  });
  const { days, epochDays, epochOf } = history;
  expect([days.firstDay, epochDays]).toEqual([first - 29, 29]);
  // The day an epoch begins still counts with the one before.
  expect([days.hashrate[19], days.hashrate[20], days.hashrate[29]]).toEqual([7e19, 9e19, 1e20]);
  expect([epochOf[19], epochOf[20]]).toEqual([0, 1]);
  expect([days.coins[27], days.coins[28], days.price[28]]).toEqual([1720, 1730, 8100]);
  expect([days.coins[26], days.price[26]]).toEqual([1700, NaN]);
});

test("before the first price a hash earns the coins at that price, without fees", () => {
  const blocks = steadyNetwork({ machines: MACHINES, days: 60 });
  const first = blocks.days.firstDay;
  const history = fleetHistory({
    ...blocks,
    epochs: [{ start: startOfDay(unixDay(first - 100)), hashrate: 5e19, coins: 1800 }],
    market: {
      firstDay: unixDay(first - 2),
      priceUsd: Float64Array.of(8000, 8100),
      feesBtc: Float64Array.of(20, 30),
    },
  });
  expect(history.priced).toEqual({ from: first - 2, to: first + 60 });
  // 1,800 BTC at 8,000 USD for 5e7 TH/s, from the first step on.
  expect(Math.exp(history.logHashprice[0] ?? NaN)).toBeCloseTo((1800 * 8000) / 5e7, 9);
  expect(history.logHashprice.every(Number.isFinite)).toBe(true);
});

test("after the last price a hash earns what it last did", () => {
  const inputs = steadyNetwork({ machines: MACHINES, days: 120, hashprice: 0.12 });
  inputs.days.price.fill(NaN, 60);
  const history = fleetHistory(inputs);
  expect(history.priced.to).toBe(inputs.days.firstDay + 60);
  expect(history.logHashprice).toHaveLength(7);
  for (const logged of history.logHashprice) expect(Math.exp(logged)).toBeCloseTo(0.12, 12);
});
