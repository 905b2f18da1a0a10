import { expect, test } from "vitest";
import { readScenario, scenarioKnownAt } from "../../../src/simulate/index.ts";
import { T } from "../../shipped.ts";
import { CONTEXT, RECORDED, TINY } from "../scenario/tiny.ts";

const ENDED = { ...CONTEXT, orders: [{ ...RECORDED, endsAt: T("2021-07-01") }] };
const recorded = readScenario(TINY, ENDED);
const written = readScenario(
  { ...TINY, orders: { cut: { ...TINY.orders.cut, ends: "2021-07-10" } } },
  ENDED,
);

test("an end that only the record gives is open until it comes", () => {
  expect(recorded.orders["cut"]?.ends).toBe(T("2021-07-01"));
  expect(scenarioKnownAt(recorded, T("2021-06-20")).orders["cut"]?.ends).toBeNull();
  expect(scenarioKnownAt(recorded, T("2021-07-01")).orders["cut"]?.ends).toBe(T("2021-07-01"));
});

test("an end written in the file is known with the order", () => {
  expect(scenarioKnownAt(written, T("2021-06-20")).orders["cut"]?.ends).toBe(T("2021-07-10"));
});

test("an order made known later is not there, nor its priors", () => {
  const early = scenarioKnownAt(recorded, T("2021-05-31"));
  expect(early.orders).toEqual({});
  expect(Object.keys(early.uncertain)).toEqual(["parameters.pue"]);
});
