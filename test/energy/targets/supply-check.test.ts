import { expect, test } from "vitest";
import { type SupplyCheck, loadOn, spillAnswer, supplyCheck } from "../../../src/energy/index.ts";
import { WATERS, day, mines } from "../water/sichuan.ts";
import { LOADS } from "./loads.ts";

const FEW = new Float64Array([0, 1, 2]);
const MUCH = new Float64Array([500, 600, 700]);

test("rationing is short, unless water was surely left over beside it", () => {
  expect(supplyCheck({ rationed: true, spilled_GWh: null, consumption_GWh: 1_000 })).toEqual({
    verdict: "short",
    leftOver: null,
  });
  const both = { rationed: true, spilled_GWh: MUCH, consumption_GWh: 1_000 };
  expect(supplyCheck(both).verdict).toBe("both");
});

test("water left over is surplus; little or unknown water is no verdict", () => {
  expect(verdict(MUCH)).toBe("surplus");
  expect(verdict(FEW)).toBe("cannot-tell");
  expect(verdict(null)).toBe("cannot-tell");
  const unknown = { rationed: false, spilled_GWh: MUCH, consumption_GWh: null };
  expect(supplyCheck(unknown).verdict).toBe("cannot-tell");
});

/** Verdict on a place that used 1,000 GWh and cut nobody. */
function verdict(spilled_GWh: Float64Array | null): string {
  return supplyCheck({ rationed: false, spilled_GWh, consumption_GWh: 1_000 }).verdict;
}

/** Sichuan over days of 2021, its mines closed as they were. */
function sichuan(from: readonly [number, number], to: readonly [number, number]): SupplyCheck {
  const [first, after] = [day(2021, ...from), day(2021, ...to)];
  const year = loadOn(LOADS, "CN/Sichuan", "consumption", first);
  const answer = spillAnswer(
    { waters: WATERS },
    {
      place: "CN/Sichuan",
      from: first,
      to: after,
      mining: mines(2_900, 0.35),
      seed: 1,
      closing: day(2021, 6, 20),
    },
  );
  if (year === null || answer === null) throw new Error("figures missing");
  return supplyCheck({
    rationed: loadOn(LOADS, "CN/Sichuan", "rationing", first) === null ? null : true,
    spilled_GWh: answer.draws.closed,
    consumption_GWh: (year.value * 1e3 * (after - first)) / 365,
  });
}

test("Sichuan was short in the days of mid-May 2021 and had water over from 20 June", () => {
  expect(sichuan([5, 16], [5, 26]).verdict).toBe("short");
  expect(sichuan([6, 20], [10, 1])).toEqual({ verdict: "surplus", leftOver: 1 });
});

test("of Inner Mongolia nothing is known that would decide it", () => {
  const may = day(2021, 5, 15);
  expect(loadOn(LOADS, "CN/Inner Mongolia", "rationing", may)).toBeNull();
  const nothing = { rationed: null, spilled_GWh: null, consumption_GWh: null };
  expect(supplyCheck(nothing).verdict).toBe("cannot-tell");
});
