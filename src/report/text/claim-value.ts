import { type Seconds, seconds, toExahashesPerSecond, toGigawatts } from "../../base/index.ts";
import {
  type Assertion,
  type EnergyClaim,
  type PlaceRankClaim,
  isEnergyClaim,
} from "../../observe/index.ts";
import { formatChina } from "./calendar.ts";
import { energyValue, rankValue } from "./energy-claim-text.ts";
import { formatNumber, formatPercent, withUnit } from "./format.ts";
import type { Language } from "./language.ts";

/** A window as words of a sentence: `24 h`, `14 d`, `24小时`, `14天`. */
export function windowName(window: Seconds | number, language: Language): string {
  const inHours = seconds(window) / 3600;
  const whole = inHours >= 72 && inHours % 24 === 0;
  const number = formatNumber(whole ? inHours / 24 : inHours);
  if (language === "zh") return `${number}${whole ? "天" : "小时"}`;
  return withUnit(number, whole ? "d" : "h", language);
}

/** The value a claim states, with its unit; empty where it states none. */
export function claimedValue(assertion: Assertion, language: Language): string {
  if (assertion.what === "place-rank") return rankValue(assertion, language);
  if (isEnergyClaim(assertion)) return energyValue(assertion, language);
  return chainValue(assertion, language);
}

type ChainAssertion = Exclude<Assertion, EnergyClaim | PlaceRankClaim>;

function chainValue(assertion: ChainAssertion, language: Language): string {
  switch (assertion.what) {
    case "hashrate":
    case "hashrate-peak":
      return withUnit(formatNumber(toExahashesPerSecond(assertion.value), 1), "EH/s", language);
    case "hashrate-change":
      return percentText(assertion.valuePct, language);
    case "pool-change":
      return percentText(assertion.valuePct, language);
    case "order":
      return assertion.at === null ? "" : formatChina(assertion.at, language);
    case "recovery":
      return windowName(assertion.within, language);
    case "other":
      return "";
    case "load":
    case "machines":
    case "revenue":
      return physicalValue(assertion, language);
  }
}

/** Whole gigawatts as such, parts of one to two figures. */
const gigawattText = (value: number): string =>
  Number.isInteger(value) ? formatNumber(value) : formatNumber(value, value < 1 ? 2 : 1);

const percentText = (value: number, language: Language): string =>
  formatPercent(value, Number.isInteger(value) ? 0 : 2, language);

type Physical = Extract<Assertion, { what: "load" | "machines" | "revenue" }>;

function physicalValue(assertion: Physical, language: Language): string {
  const number = formatNumber(assertion.value);
  switch (assertion.what) {
    case "load":
      return withUnit(gigawattText(toGigawatts(assertion.value)), "GW", language);
    case "machines":
      return language === "en" ? `${number} machines` : `${number}台`;
    case "revenue":
      return language === "en"
        ? `${assertion.currency} ${number} a machine and day`
        : `每台每天${number} ${assertion.currency}`;
  }
}
