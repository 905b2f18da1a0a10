import {
  type Estimate,
  type Seconds,
  mapEstimate,
  toExahashesPerSecond,
} from "../../base/index.ts";
import type { Language } from "./language.ts";

/**
 * Between a number and its unit. A no-break space: the page's sans makes it a fifth of an em, which
 * is a thin space, while its own U+202F is too narrow to be seen.
 */
const THIN = "\u00a0";
const MINUS = "\u2212";
const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** A number with fixed decimals, commas for thousands and a real minus sign; `∞` when unbounded. */
export function formatNumber(value: number, digits = 0): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const [whole = "", fraction] = Math.abs(value).toFixed(digits).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/u.test(text) ? `${MINUS}${text}` : text;
}

/** As `formatNumber`, with a plus sign before a rise. */
export function formatSigned(value: number, digits = 0): string {
  const text = formatNumber(value, digits);
  return value > 0 && /[1-9∞]/u.test(text) ? `+${text}` : text;
}

/** The 95 % interval in brackets: `[124.0, 136.2]`. */
export function formatInterval(estimate: Estimate, digits: number): string {
  return `[${formatNumber(estimate.lo95, digits)}, ${formatNumber(estimate.hi95, digits)}]`;
}

/** A value with its 95 % interval, no unit: `130.0 [124.0, 136.2]`. */
export function formatEstimate(estimate: Estimate, digits: number): string {
  return `${formatNumber(estimate.value, digits)} ${formatInterval(estimate, digits)}`;
}

/** A number and its unit; a Chinese per cent sign follows without a space. */
export function withUnit(number: string, unit: string, language: Language): string {
  return unit === "%" && language === "zh" ? `${number}%` : `${number}${THIN}${unit}`;
}

/** A change in per cent with its sign. */
export function formatPercent(value: number, digits: number, language: Language): string {
  return withUnit(formatSigned(value, digits), "%", language);
}

/** A change in per cent with its interval: `−29.4 % [−34.2, −24.1]`. */
export function formatChange(estimate: Estimate, language: Language, digits = 1): string {
  const { value, lo95, hi95 } = estimate;
  const bounds = `[${formatSigned(lo95, digits)}, ${formatSigned(hi95, digits)}]`;
  return `${formatPercent(value, digits, language)} ${bounds}`;
}

/** A fall in per cent as a positive number: `53.5 % [48.7, 57.9]`. */
export function formatFall({ value, lo95, hi95 }: Estimate, language: Language): string {
  const bounds = `[${formatNumber(-hi95, 1)}, ${formatNumber(-lo95, 1)}]`;
  return `${withUnit(formatNumber(-value, 1), "%", language)} ${bounds}`;
}

/** Hashes per second as EH/s, the estimate's shape kept. */
export function toExahash(estimate: Estimate): Estimate {
  return mapEstimate(estimate, (value) => toExahashesPerSecond(value));
}

/** A hashrate with interval and unit: `130.0 [124.0, 136.2] EH/s`. */
export function formatHashrate(estimate: Estimate): string {
  return `${formatEstimate(toExahash(estimate), 1)}${THIN}EH/s`;
}

/** A large count in the word people use for it: `3.5 million`, `350万`. */
export function formatCount(count: number, language: Language): string {
  if (language === "zh" && count >= 1e4) return `${formatNumber(count / 1e4)}万`;
  if (language === "en" && count >= 1e6) return `${formatNumber(count / 1e6, 1)}\u00a0million`;
  return formatNumber(count);
}

/** A p-value to two figures: `0.53`, `0.013`, `4 × 10⁻²²`. */
export function formatP(p: number): string {
  if (p >= 0.995) return "1.00";
  if (p >= 0.095) return p.toFixed(2);
  if (p >= 0.000_95) return p.toFixed(p >= 0.0095 ? 3 : 4);
  if (p <= 0) return "0";
  const [mantissa = "", exponent = ""] = p.toExponential(0).split("e");
  const raised = exponent.replaceAll(/./gu, (sign) => SUPERSCRIPTS[sign] ?? "");
  return `${mantissa} × 10${raised}`;
}

/** A length of time in the unit people would choose: hours up to three days, then days, years. */
export function formatSpan(span: Seconds, language: Language): string {
  const inHours = span / 3600;
  if (inHours < 72) return withWord(formatNumber(inHours), { en: "h", zh: "小时" }, language);
  const inDays = inHours / 24;
  if (inDays < 730) return withWord(formatNumber(inDays), { en: "d", zh: "天" }, language);
  const years = inDays / 365.25;
  if (years > 100) return language === "en" ? "over 100 years" : "100年以上";
  return withWord(formatNumber(years), { en: "years", zh: "年" }, language);
}

function withWord(
  number: string,
  word: { readonly en: string; readonly zh: string },
  language: Language,
): string {
  return language === "en" ? `${number}${THIN}${word.en}` : `${number}${word.zh}`;
}
