import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ANSWER_ROUTES } from "../../../src/app/answers/routes.ts";

function problemsOf(path: string, raw: Readonly<Record<string, string>>): readonly string[] {
  const route = ANSWER_ROUTES.find((known) => known.path === path);
  return (route?.check(raw) ?? []).map((problem) => `${problem.path}: ${problem.reason}`);
}

test("everything wrong with a question is told at once, with a remedy", () => {
  const route = ANSWER_ROUTES.find(({ path }) => path === "/api/energy");
  const problems = route?.check({ draws: "1e9", seed: "-1", model: "x", wat: "1" }) ?? [];
  expect(problems.map(({ path }) => path).toSorted()).toEqual(["draws", "model", "seed", "wat"]);
  expect(problems.every(({ remedy }) => remedy.length > 0)).toBe(true);
});

test.each([
  ["/api/hashrate", { at: "2021-06-20T04:00" }, "at"],
  ["/api/hashrate", { at: "yesterday" }, "at"],
  ["/api/hashrate", { at: "" }, "at"],
  ["/api/hashrate", { window: "0h" }, "window"],
  ["/api/hashrate", { window: "9".repeat(101) }, "window"],
  ["/api/drop", { at: "2021-06-20", around: "2021-06-20" }, "around"],
  ["/api/drop", { size: "-101" }, "size"],
  ["/api/alarms", { from: "2021-06-20", to: "2021-06-20" }, "from"],
  ["/api/energy", { at: "2021-06-20", year: "2021" }, "year"],
  ["/api/energy", { year: "2021.5" }, "year"],
  ["/api/energy", { draws: "NaN" }, "draws"],
  ["/api/energy", { draws: "1001" }, "draws"],
  ["/api/energy", { price: "0.05" }, "price"],
  ["/api/spill", { from: "2021-12-01", to: "2021-06-01" }, "from"],
  ["/api/v1/mining/pools/{interval}", { interval: "2w" }, "interval"],
  ["/api/v1/mining/pools/{interval}", {}, "interval"],
])("%s refuses %j by %s", (path, raw, named) => {
  expect(problemsOf(path, raw).map((problem) => problem.split(":")[0])).toEqual([named]);
});

test("an offset whose plus became a space is read as it was meant", () => {
  expect(problemsOf("/api/hashrate", { at: "2021-06-20T12:00 08:00" })).toEqual([]);
});

test("no parameter, whatever it holds, throws", () => {
  const names = ["at", "window", "as_of", "draws", "place", "__proto__", "constructor", "interval"];
  const raw = fc.dictionary(fc.constantFrom(...names), fc.string());
  fc.assert(
    fc.property(fc.constantFrom(...ANSWER_ROUTES), raw, (route, query) => {
      expect(Array.isArray(route.check(query))).toBe(true);
    }),
  );
});
