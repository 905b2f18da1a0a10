import { expect, test } from "vitest";
import {
  exahashesPerSecond,
  gigawatts,
  joulesPerTerahash,
  unixSeconds,
} from "../../src/base/index.ts";
import { type Assertion, auditClaims } from "../../src/observe/index.ts";
import { readClaims } from "../../src/store/index.ts";
import { ROOT, T, W, record, timeline } from "../shipped.ts";

const claims = await readClaims(`${ROOT}claims/sichuan-2021.yaml`);
const audited = new Map(auditClaims(timeline, record, claims).map((row) => [row.claim.id, row]));

test.each([
  ["F3", "not distinguishable from chance"],
  ["F4", "contradicted"],
  ["F5", "cannot be measured here"],
  ["F6", "supported"],
  ["F7-level", "supported"],
  ["F7-peak", "contradicted"],
  ["F7-change", "supported"],
  ["F8-antpool", "not distinguishable from chance"],
  ["F8-poolin", "not distinguishable from chance"],
  ["F8-huobi", "not distinguishable from chance"],
  ["F16", "supported"],
  ["F20", "contradicted"],
  ["F21", "supported"],
])("claim %s is %s", (id, verdict) => {
  expect(audited.get(id)?.verdict).toBe(verdict);
});

test("129.5 EH/s agrees best with fourteen days", () => {
  const evidence = audited.get("F7-level")?.evidence;
  expect(evidence?.what === "hashrate" && evidence.closest.window).toBe(14 * 86_400);
});

test("the false peak is what counting old blocks at the new difficulty gives", () => {
  const evidence = audited.get("F7-peak")?.evidence;
  if (evidence?.what !== "hashrate-peak") throw new Error("no evidence of a peak");
  expect(evidence.unweightedPeak / 1e18).toBeGreaterThan(197.6);
  expect(Math.max(...evidence.measured.map(({ estimate }) => estimate.hi95)) / 1e18).toBeLessThan(
    197.6,
  );
  expect(evidence.ofDay.estimate.value / 1e18).toBeCloseTo(185.9, 1);
});

test("eight gigawatts would be 271, 133 or 80 EH/s", () => {
  const evidence = audited.get("F4")?.evidence;
  if (evidence?.what !== "load") throw new Error("no evidence of a load");
  expect(evidence.implied.map(({ hashrate }) => Math.round(hashrate / 1e18))).toEqual([
    271, 133, 80,
  ]);
  expect(evidence.consistent[1] / 1e9).toBeLessThan(8);
});

test("the hashrate was back in December 2021", () => {
  const evidence = audited.get("F21")?.evidence;
  if (evidence?.what !== "recovery") throw new Error("no evidence of a recovery");
  const days = ((evidence.regainedAt ?? NaN) - evidence.lowest.at) / 86_400;
  expect(Math.abs(days - 160)).toBeLessThan(3);
});

const network = { what: "hashrate-peak", at: T("2021-05-13"), windows: [W("7d")] } as const;
const source = { publisher: "a test", published: "2021", title: "a test" };
const judged = (assertion: Assertion): string | undefined =>
  auditClaims(timeline, record, [
    { id: "x", says: { en: "x", zh: "x" }, where: "x", source, assertion },
  ])[0]?.verdict;

test("a note is told of no record that ends before what it tells was known", () => {
  const claim = {
    id: "x",
    says: { en: "x", zh: "x" },
    where: "x",
    source,
    note: { en: "n", zh: "n" },
    assertion: { ...network, value: exahashesPerSecond(185) },
  };
  const end = timeline.span.to;
  const later = { ...claim, noteKnown: unixSeconds(end + 1) };
  const noted = auditClaims(timeline, record, [claim, { ...claim, noteKnown: end }, later]);
  expect(noted.map((row) => row.claim.note?.en)).toEqual(["n", "n", undefined]);
});

test.each([
  ["far below the highest week", 5, "contradicted"],
  ["inside its interval", 185, "supported"],
  ["above it", 198, "contradicted"],
])("a peak %s is judged from both sides", (_, exahashes, verdict) => {
  expect(judged({ ...network, value: exahashesPerSecond(exahashes) })).toBe(verdict);
});

test("a change that the interval excludes is contradicted, whatever chance allows", () => {
  const day = { what: "pool-change", at: T("2021-06-20T04:00Z"), window: W("24h") } as const;
  expect(judged({ ...day, pool: "antpool", valuePct: -95 })).toBe("contradicted");
  expect(judged({ ...day, pool: "antpool", valuePct: -21 })).toBe(
    "not distinguishable from chance",
  );
});

test("a load is not supported by a fall that may be none", () => {
  const calm = { what: "load", at: T("2023-06-01"), window: W("24h") } as const;
  const load = { efficiencies: [joulesPerTerahash(30)], overhead: [1, 1.2] } as const;
  expect(judged({ ...calm, ...load, value: gigawatts(0.1) })).not.toBe("supported");
});

test.each(["2018-01-01", "2027-06-01"])("a change on %s is outside the record", (date) => {
  const change = { what: "hashrate-change", windows: [W("7d")], valuePct: -10 } as const;
  const verdict = judged({ ...change, from: T("2017-12-01"), at: T(date) });
  expect(verdict).toBe("cannot be measured here");
});

test("where nothing fell, nothing recovered", () => {
  const quiet = {
    what: "recovery",
    at: T("2025-01-05"),
    within: W("30d"),
    window: W("7d"),
  } as const;
  expect(judged(quiet)).toBe("not distinguishable from chance");
});

test("every order a claim names is in the registry", () => {
  const ids = new Set(record.orders.map(({ id }) => id));
  const named = claims.flatMap(({ assertion }) =>
    assertion.what === "order" ? [assertion.order] : [],
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
