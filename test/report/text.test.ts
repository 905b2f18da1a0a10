import { expect, test } from "vitest";
import { claimMeasured, claimReason, findings } from "../../src/report/index.ts";
import {
  CLAIM_MESSAGES,
  FIELD_MESSAGES,
  VERDICT_MESSAGES,
} from "../../src/report/text/claim-messages.ts";
import { ENERGY_MESSAGES } from "../../src/report/text/energy-messages.ts";
import { ENERGY_CLAIM_MESSAGES } from "../../src/report/text/energy-claim-messages.ts";
import { FIGURE_MESSAGES } from "../../src/report/text/figure-messages.ts";
import { FINDING_MESSAGES } from "../../src/report/text/finding-messages.ts";
import { formatNumber, formatP, formatSigned } from "../../src/report/text/format.ts";
import { PAGE_MESSAGES } from "../../src/report/text/page-messages.ts";
import { TABLE_MESSAGES } from "../../src/report/text/table-messages.ts";
import { study } from "./study.ts";

const messages = Object.entries({
  ...CLAIM_MESSAGES,
  ...ENERGY_CLAIM_MESSAGES,
  ...ENERGY_MESSAGES,
  ...FIELD_MESSAGES,
  ...FIGURE_MESSAGES,
  ...FINDING_MESSAGES,
  ...PAGE_MESSAGES,
  ...TABLE_MESSAGES,
  ...VERDICT_MESSAGES,
});
const places = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? "").toSorted();
const poolName = (slug: string): string => study.poolNames.get(slug) ?? slug;

test("every message stands in both languages and leaves the same places for numbers", () => {
  expect(messages.length).toBeGreaterThan(150);
  for (const [name, { en, zh }] of messages) {
    expect(en, name).not.toBe("");
    expect(zh, name).not.toBe("");
    expect(places(zh), name).toEqual(places(en));
  }
});

test("Chinese sentences end and pause with Chinese marks", () => {
  for (const [name, { zh }] of messages) {
    expect(zh, name).not.toMatch(/\p{Script=Han}[,;:?!.]/u);
  }
});

test("a finding names its numbers with their intervals", () => {
  for (const language of ["en", "zh"] as const) {
    const sentences = findings(study, language);
    expect(sentences.length).toBeGreaterThanOrEqual(6);
    expect(sentences.filter((sentence) => !/\d/u.test(sentence))).toEqual([]);
    expect(sentences.join("\n")).not.toMatch(/NaN|undefined|Infinity|\{\w+\}/u);
  }
});

test("every verdict comes with a reason in both languages", () => {
  for (const audited of study.claims) {
    for (const language of ["en", "zh"] as const) {
      const reason = claimReason(audited, language, poolName);
      expect(reason, audited.claim.id).toMatch(/\S.*[.。]$/su);
      expect(reason, audited.claim.id).not.toMatch(/NaN|undefined|Infinity|\{\w+\}/u);
      expect(claimMeasured(audited, language)).not.toBe("");
    }
  }
});

test("the false peak is told with the way it is made", () => {
  const peak = study.claims.find(({ claim }) => claim.id === "F7-peak");
  const reason = peak === undefined ? "" : claimReason(peak, "en", poolName);
  expect(reason).toContain("182.3 [172.2, 192.8]");
  expect(reason).toContain("229");
});

test("numbers carry real minus signs, commas and no negative zero", () => {
  expect(formatNumber(-1234.56, 1)).toBe("−1,234.6");
  expect(formatNumber(-0.04, 1)).toBe("0.0");
  expect(formatSigned(0.04, 1)).toBe("0.0");
  expect(formatSigned(Infinity)).toBe("+∞");
  expect([0.53, 0.0194, 5.4e-6, 4.47e-22].map(formatP)).toEqual([
    "0.53",
    "0.019",
    "5 × 10⁻⁶",
    "4 × 10⁻²²",
  ]);
});
