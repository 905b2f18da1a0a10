import { expect, test } from "vitest";
import { formatTime, parseTime } from "../../src/base/index.ts";
import { type Precision, datedSpan } from "../../src/policy/index.ts";

interface Case {
  readonly why: string;
  readonly at: string;
  readonly precision: Precision;
  readonly span: readonly [from: string, to: string];
}

const CASES: readonly Case[] = [
  {
    why: "an hour",
    at: "2021-06-19T16:00Z",
    precision: "hour",
    span: ["2021-06-19T16", "2021-06-19T17"],
  },
  {
    why: "a day from a local midnight",
    at: "2021-06-01T16:00Z",
    precision: "day",
    span: ["2021-06-01T16", "2021-06-02T16"],
  },
  {
    why: "a month",
    at: "2022-02-24T18:00Z",
    precision: "month",
    span: ["2022-02-01T00", "2022-03-01T00"],
  },
  {
    why: "a December",
    at: "2021-12-01",
    precision: "month",
    span: ["2021-12-01T00", "2022-01-01T00"],
  },
  {
    why: "a winter",
    at: "2021-12-01",
    precision: "season",
    span: ["2021-12-01T00", "2022-03-01T00"],
  },
  { why: "a year", at: "2024-06-01", precision: "year", span: ["2024-01-01T00", "2025-01-01T00"] },
];

test.each(CASES)("$why holds every moment of its own and no other", ({ at, precision, span }) => {
  const { from, to } = datedSpan(parseTime(at, "at"), precision);
  expect([from, to].map((time) => formatTime(time).slice(0, 13))).toEqual(span);
});
