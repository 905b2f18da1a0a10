import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unixSeconds } from "../../../src/base/index.ts";
import { compactBits } from "../../../src/bitcoin/index.ts";
import type { FactRecord } from "../../../src/record/index.ts";
import { ChainHistory } from "../../../src/simulate/backtest/chain-history.ts";
import {
  PERSISTENCE_VARIANTS,
  forecastFrom,
  outcomesAfter,
  persistenceForecast,
} from "../../../src/simulate/backtest/persistence.ts";
import { bitsOfDifficulty } from "../../../src/simulate/network/next-bits.ts";
import { normalCrps } from "../../../src/statistics/index.ts";
import { T, record } from "../../shipped.ts";

const WEEKS_2 = 1_209_600;

/** A record of retargets alone, whose difficulty after epoch e is `lnDifficulty(e)`. */
function retargetsOnly(lnDifficulty: (epoch: number) => number, epochs: number): FactRecord {
  const retargets = Array.from({ length: epochs }, (_, epoch) => ({
    height: 2016 * (epoch + 1),
    time: unixSeconds(1.4e9 + WEEKS_2 * epoch),
    bits: compactBits(bitsOfDifficulty(Math.exp(lnDifficulty(epoch)))),
  }));
  const { blocks } = record;
  const none = { time: new Float64Array(0), bits: new Uint32Array(0), pool: new Uint16Array(0) };
  return { ...record, retargets, blocks: { ...blocks, ...none } };
}

test("a hashrate that grows evenly is forecast to go on so, with hardly any doubt", () => {
  fc.assert(
    fc.property(fc.double({ min: -0.02, max: 0.05, noNaN: true }), (growth) => {
      const ln = (epoch: number): number => 25 + growth * epoch;
      const { mean, deviation } = persistenceForecast(new ChainHistory(retargetsOnly(ln, 160)), 4);
      for (let k = 0; k < 4; k += 1) {
        // Packed targets have 15 bits at least: ln D is known to 2^-15 at either end.
        expect(Math.abs((mean[k] ?? NaN) - ln(160 + k))).toBeLessThan(5 * 2 ** -15);
        expect(deviation[k]).toBeLessThan(5 * 2 ** -15);
      }
    }),
    { numRuns: 20 },
  );
});

test("doubt grows with the distance, and shrinks as the epoch under way is known", () => {
  const history = new ChainHistory(record, T("2022-06-01"));
  const { epoch } = history.tip;
  const at = (found: number) => ({
    epoch: epoch - 1,
    found,
    time: history.start(epoch - 1) + found * 600,
  });
  for (const variant of PERSISTENCE_VARIANTS) {
    const { deviation } = forecastFrom(history, at(400), { variant, horizon: 6 });
    for (let k = 1; k < 6; k += 1) {
      expect(deviation[k]).toBeGreaterThan(deviation[k - 1] ?? NaN);
    }
    const late = forecastFrom(history, at(1600), { variant, horizon: 6 });
    expect(late.deviation[0]).toBeLessThan(deviation[0] ?? NaN);
  }
});

test("over the calm years it does better than the same level without doubt", () => {
  let [forecast, bare] = [0, 0];
  for (let day = 0; day < 20; day += 1) {
    const history = new ChainHistory(record, unixSeconds(T("2023-02-01") + day * 40 * 86_400));
    const outcomes = outcomesAfter(new ChainHistory(record), history.tip.epoch, 4);
    const { mean, deviation } = persistenceForecast(history, 4);
    for (const [k, outcome] of outcomes.entries()) {
      forecast += normalCrps(mean[k] ?? NaN, deviation[k] ?? NaN, outcome);
      bare += Math.abs((mean[k] ?? NaN) - outcome);
    }
  }
  expect(forecast).toBeLessThan(bare);
});
