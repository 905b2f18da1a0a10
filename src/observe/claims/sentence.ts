import { type SaidDays, takeDays } from "./sentence-dates.ts";
import { SentenceText } from "./sentence-text.ts";

/** Quantities that a sentence may be about; a part of the kinds of a file of claims. */
export const SAID_QUANTITIES = [
  "hashrate",
  "hashrate-change",
  "pool-change",
  "power",
  "energy",
  "emissions",
  "renewable",
  "place-share",
] as const;
export type SaidQuantity = (typeof SAID_QUANTITIES)[number];

/** What a sentence says, as far as it was understood; null for what it leaves open. */
export interface SaidClaim {
  readonly what: SaidQuantity | null;
  /** Slug of a pool. */
  readonly pool: string | null;
  /** A country or province; null for the whole network. */
  readonly place: string | null;
  /** In the unit of the quantity; a fall is below zero. */
  readonly value: number | null;
  readonly bound: "upper" | "lower" | null;
  readonly days: SaidDays | null;
  readonly window_h: number | null;
}

export interface ReadSentence {
  readonly said: SaidClaim;
  /** Words that nothing was made of. */
  readonly unread: readonly string[];
}

/** A pool or a place, and what people call it. */
export interface NamedThing {
  readonly key: string;
  readonly names: readonly string[];
}

export interface Vocabulary {
  readonly pools: readonly NamedThing[];
  readonly places: readonly NamedThing[];
}

interface Unit {
  readonly form: string;
  readonly kind: "rate" | "power" | "energy" | "mass" | "part";
  /** Of the unit that claims have. */
  readonly factor: number;
}

/** Longer names before those that they begin with. */
const UNITS: readonly Unit[] = [
  { form: "zh/s", kind: "rate", factor: 1000 },
  { form: "eh/s|ehash/s|exahash(?:es)?(?: (?:per|a) second)?|eh\\b", kind: "rate", factor: 1 },
  { form: "twh|terawatt[- ]?hours?|太瓦时", kind: "energy", factor: 1 },
  { form: "gwh|gigawatt[- ]?hours?|吉瓦时", kind: "energy", factor: 0.001 },
  { form: "亿千瓦时|亿度", kind: "energy", factor: 0.1 },
  { form: "gw|gigawatts?|吉瓦", kind: "power", factor: 1 },
  { form: "mw|megawatts?|兆瓦", kind: "power", factor: 0.001 },
  { form: "万千瓦", kind: "power", factor: 0.01 },
  { form: "mt\\b|million (?:metric )?ton(?:ne)?s|megatonnes?|百万吨", kind: "mass", factor: 1 },
  { form: "万吨", kind: "mass", factor: 0.01 },
  { form: "%|％|per ?cent", kind: "part", factor: 1 },
];
const NUMBER = "([+\\-−]?\\d[\\d,]*(?:\\.\\d+)?)";

const FALL =
  /\b(?:fell|fall(?:en|s)?|drop(?:ped|s)?|down|declin\w*|lost|los[et]s?|decreas\w*|plung\w*|crash\w*|slump\w*|shr[aiu]nk\w*)\b|暴跌|骤降|下降|下跌|减少|降低|缩水|跌/iu;
const RISE =
  /\b(?:rose|ris(?:e|en|es|ing)|grew|grow\w*|up|increas\w*|gain\w*|jump\w*|climb\w*)\b|上升|上涨|增长|增加|提高|飙升|涨/iu;
const MOST = /\b(?:at most|up to|no more than|less than)\b|至多|最多|不超过/iu;
const LEAST = /\b(?:at least|no less than|more than)\b|至少|不少于|超过/iu;
const RENEWABLE = /\brenewables?\b|可再生(?:能源)?/iu;
const HOURS: Readonly<Record<string, number>> = {
  h: 1,
  d: 24,
  w: 168,
  小: 1,
  天: 24,
  日: 24,
  周: 168,
  星: 168,
};
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  一: 1,
  两: 2,
  三: 3,
};
const WINDOW =
  /(?<!\p{L})(\d+|an?|one|two|three|[一两三])\s*-?\s*个?\s*(h(?:ours?)?|d(?:ays?)?|w(?:eeks?)?)(?![\p{Script=Latin}])|(\d+|[一两三])\s*个?\s*(小时|天|日|周|星期)/iu;
/** Words that any such sentence may hold and that change nothing. */
const FILLERS =
  /(?<![\p{Script=Latin}])(?:the|a|an|of|in|on|at|by|to|for|over|within|during|and|its|it|was|were|is|are|has|had|have|been|with|from|about|around|some|used|use|uses|drew|draws|consum\w*|emitted|emits?|emissions?|co2|carbon|energy|electricity|power|hash ?rate|hashing|hash|network|bitcoin'?s?|btc|mining|miners?|pool|global|world'?s?|total|share|utc|last|past|previous|time|came|come|comes|mix|that|year)(?![\p{Script=Latin}])|全网|比特币|算力|网络|挖矿|矿池|矿工|总|全球|世界|碳排放|排放|二氧化碳|耗电量?|用电量?|电力|功率|能耗|份额|占比|占|约|大约|达到|达|为|了|的|在|内|里|从|到|中|于|是|量|来自|年/iu;

/**
 * Reads a sentence such as "Antpool's hashrate fell 24.5 % in 24 hours on 20 June 2021".
 *
 * It looks for one number with a unit, one date with its year, one length of time, one pool or place, and
 * the words of a fall, a rise or a bound; the unit and these words tell the quantity. What is left over
 * is given back, so that a reader sees what was passed over.
 */
export function readSentence(sentence: string, { pools, places }: Vocabulary): ReadSentence {
  const text = new SentenceText(sentence.normalize("NFKC"));
  const pool = takeName(text, pools);
  const place = takeName(text, places);
  const days = takeDays(text);
  const measured = takeValue(text);
  const window_h = takeWindow(text);
  const bound = takeBound(text);
  const sign = takeSign(text, measured);
  const isRenewable = text.take(RENEWABLE) !== null;
  text.takeAll(FALL);
  text.takeAll(RISE);
  text.takeAll(FILLERS);
  text.takeAll(/(?<=\u{E000})['’]?s\b/u);
  const what = quantityOf(measured?.kind ?? null, {
    isChange: sign !== 0,
    isRenewable,
    pool,
    place,
  });
  const isChange = what === "hashrate-change" || what === "pool-change";
  const value =
    measured === null ? null : isChange ? sign * Math.abs(measured.value) : measured.value;
  const said = { what, pool, place, value, bound: isChange ? null : bound, days, window_h };
  return { said, unread: text.left() };
}

function takeName(text: SentenceText, things: readonly NamedThing[]): string | null {
  const known = things
    .flatMap(({ key, names }) => names.map((name) => ({ key, name })))
    .toSorted((one, other) => other.name.length - one.name.length);
  for (const { key, name } of known) {
    const escaped = name.replaceAll(/[$()*+.?[\\\]^{|}]/gu, "\\$&");
    const form = `(?<![\\p{Script=Latin}\\p{N}])${escaped}(?:['’]s)?(?![\\p{Script=Latin}\\p{N}])`;
    if (text.take(new RegExp(form, "iu")) !== null) return key;
  }
  return null;
}

interface Measured {
  readonly kind: Unit["kind"];
  readonly value: number;
}

function takeValue(text: SentenceText): Measured | null {
  for (const { form, kind, factor } of UNITS) {
    const match = text.take(new RegExp(`${NUMBER}\\s*(?:${form})`, "iu"));
    if (match === null) continue;
    const number = Number((match[1] ?? "").replaceAll(",", "").replace("−", "-"));
    return { kind, value: Number((number * factor).toPrecision(12)) };
  }
  return null;
}

function takeWindow(text: SentenceText): number | null {
  const match = text.take(WINDOW);
  if (match === null) return null;
  const count = match[1] ?? match[3] ?? "";
  const unit = (match[2] ?? match[4] ?? "").slice(0, 1).toLowerCase();
  return (COUNTS[count.toLowerCase()] ?? Number(count)) * (HOURS[unit] ?? NaN);
}

function takeBound(text: SentenceText): SaidClaim["bound"] {
  if (text.take(MOST) !== null) return "upper";
  return text.take(LEAST) === null ? null : "lower";
}

/** −1 for a fall, 1 for a rise, 0 where the sentence tells of no change. */
function takeSign(text: SentenceText, measured: Measured | null): number {
  if (text.take(FALL) !== null) return -1;
  if (text.take(RISE) !== null) return 1;
  return measured?.kind === "part" && measured.value < 0 ? -1 : 0;
}

interface Hints {
  readonly isChange: boolean;
  readonly isRenewable: boolean;
  readonly pool: string | null;
  readonly place: string | null;
}

function quantityOf(kind: Unit["kind"] | null, hints: Hints): SaidQuantity | null {
  switch (kind) {
    case null:
      return null;
    case "rate":
      return "hashrate";
    case "power":
      return "power";
    case "energy":
      return "energy";
    case "mass":
      return "emissions";
    case "part":
      return partOf(hints);
  }
}

/** What a figure in per cent is of. */
function partOf({ isChange, isRenewable, pool, place }: Hints): SaidQuantity | null {
  if (isRenewable) return "renewable";
  if (isChange) return pool === null ? "hashrate-change" : "pool-change";
  return place === null ? null : "place-share";
}
