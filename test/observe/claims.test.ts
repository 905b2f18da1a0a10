import { expect, test } from "vitest";
import { auditClaims } from "../../src/observe/index.ts";
import { readClaims } from "../../src/store/index.ts";
import { ROOT, record, timeline } from "../shipped.ts";

const claims = await readClaims(`${ROOT}claims/sichuan-2021.yaml`);
const audited = new Map(auditClaims(timeline, record, claims).map((row) => [row.claim.id, row]));

test.each([
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
  ["F20", "cannot be measured here"],
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

test("every order a claim names is in the registry", () => {
  const ids = new Set(record.orders.map(({ id }) => id));
  const named = claims.flatMap(({ assertion }) =>
    assertion.what === "order" ? [assertion.order] : [],
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
