import { expect, test } from "vitest";
import { auditClaims } from "../../src/observe/index.ts";
import { claimMeasured, claimReason } from "../../src/report/index.ts";
import { claimedValue } from "../../src/report/text/claim-value.ts";
import { readClaims } from "../../src/store/index.ts";
import { ROOT, record, timeline } from "../shipped.ts";

const claims = await readClaims(`${ROOT}claims/energy.yaml`);
const audited = auditClaims(timeline, record, claims);
const told = (id: string, language: "en" | "zh"): string => {
  const row = audited.find(({ claim }) => claim.id === id);
  return row === undefined ? "" : plain(claimReason(row, language, (slug) => slug));
};
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test("every claim is told in both languages, with its value, its estimate and no open place", () => {
  for (const row of audited) {
    for (const language of ["en", "zh"] as const) {
      const reason = claimReason(row, language, (slug) => slug);
      expect(reason, row.claim.id).toMatch(/\S.*[.。]$/su);
      expect(reason, row.claim.id).not.toMatch(/NaN|undefined|Infinity|\{\w+\}| {2}/u);
      expect(reason).toContain(/^[\d.]+/u.exec(claimMeasured(row, language))?.[0] ?? "missing");
      expect(claimedValue(row.claim.assertion, language)).toMatch(/\d/u);
    }
  }
});

test("a value outside the interval is told with its side and its distance", () => {
  expect(told("cambridge-2021", "en")).toContain("104 TWh lies 11.9 TWh (13 %) above the interval");
  expect(told("cambridge-2021", "zh")).toContain("104 TWh比区间上限高11.9 TWh（13%）");
  expect(told("cambridge-2024", "en")).toContain("138 TWh lies 6.0 TWh (4 %) below the interval");
  expect(told("coinshares-2019-renewable", "en")).toContain("73 % lies 5.8 points above");
});

test("spans are told as people say them", () => {
  expect(told("cambridge-2021", "en")).toContain("the energy of the network in 2021 is");
  expect(told("de-vries-2022-renewable", "en")).toContain("in August 2021");
  expect(told("de-vries-2018", "en")).toContain("in the week to 31 December 2018");
  expect(told("de-vries-2018", "zh")).toContain("截至2018年12月31日的一周内全网平均功率");
  expect(told("bbce-china-2020", "en")).toContain("the share of China in the hashrate on 15 April");
});

test("a verdict near the line says so, and a note comes last", () => {
  expect(told("de-vries-2022-renewable", "en")).toMatch(
    /may judge otherwise\. It takes .* month\.$/u,
  );
  expect(told("cambridge-2021", "en")).not.toContain("otherwise");
});

test("a bound is claimed as one", () => {
  const upper = claims.find(({ id }) => id === "cambridge-2021-upper");
  const text = upper === undefined ? "" : claimedValue(upper.assertion, "en");
  expect(plain(text)).toBe("at most 338 TWh");
});
