import { type UnixSeconds, parseTime } from "../../base/index.ts";
import {
  type Bilingual,
  type Disagreement,
  type Order,
  noonOf,
  orderTime,
} from "../../policy/index.ts";
import { formatDay, formatDayAndClock, formatFullDay, onChineseClock } from "./calendar.ts";
import { CLAIM_MESSAGES as TEXT, FIELD_MESSAGES } from "./claim-messages.ts";
import { type Language, enumerate, say } from "./language.ts";

const CONFIDENCE = { A: TEXT.confidenceA, B: TEXT.confidenceB, C: TEXT.confidenceC } as const;

/** How the registry knows an order: accounts, confidence, its time, and where accounts differ. */
export function orderReason(order: Order | null, language: Language): string {
  if (order === null) return say(TEXT.orderUnknown, language);
  return say(TEXT.orderKnown, language, {
    title: order.title[language],
    attested: accountsOf(order, language),
    time: timesOf(order, language),
    disagreements: disagreementsOf(order, language),
  }).trim();
}

/** When an order first mattered, on the clock of its place; the hour only where it is known. */
export function orderInstant(order: Order, language: Language, short = false): string {
  const time = orderTime(order);
  if (time === null) return "";
  const local = localTime(order, time);
  return order.precision === "hour"
    ? formatDayAndClock(local, language, short)
    : formatDay(local, language, short);
}

/** An hour in China is told on its clock, all others in UTC; a day is that of its place. */
function localTime({ country, precision }: Order, time: UnixSeconds): UnixSeconds {
  if (precision !== "hour") return noonOf(time);
  return country === "CN" ? onChineseClock(time) : time;
}

function timesOf(order: Order, language: Language): string {
  const { knownAt, effectiveAt } = order;
  const day = (time: UnixSeconds): string => formatFullDay(localTime(order, time), language);
  const zone = say(zoneOf(order), language);
  const time = orderTime(order);
  if (time === null) return "";
  if (knownAt !== null && effectiveAt !== null && day(knownAt) !== day(effectiveAt)) {
    const [known, instant] = [day(knownAt), day(effectiveAt)];
    return say(TEXT.orderTimes, language, { known, instant, zone });
  }
  return say(TEXT.orderTime, language, { instant: day(time), zone });
}

function zoneOf({ country, precision }: Order): Bilingual {
  if (country === "CN") return TEXT.inChina;
  return precision === "hour" ? TEXT.inUtc : TEXT.onTheSpot;
}

/** Accounts that are not one another's copy: one for each address. */
function accountsOf({ sources, confidence }: Order, language: Language): string {
  const n = new Set(sources.map(({ url }) => url)).size;
  const grade = n === 1 && confidence === "A" ? TEXT.confidencePrimary : CONFIDENCE[confidence];
  const accounts = n === 1 ? say(TEXT.oneAccount, language) : say(TEXT.accounts, language, { n });
  return say(TEXT.attested, language, { accounts, confidence: say(grade, language) });
}

/** One sentence on what the accounts differ about, and another when one site was earlier. */
export function disagreementsOf({ disagreements }: Order, language: Language): string {
  if (disagreements.length === 0) return "";
  const fields = [...new Set(disagreements.map(({ field }) => fieldName(field, language)))];
  const differ = say(TEXT.differ, language, { fields: enumerate(fields, language) });
  const values = disagreements.flatMap((disagreement) => siteTimes(disagreement, language));
  return [differ, ...values].join(language === "en" ? " " : "");
}

/** The registry's English field name as words of either language. */
function fieldName(field: string, language: Language): string {
  const base = field.split(":")[0] ?? field;
  const known = Object.entries(FIELD_MESSAGES).find(([key]) => key === base);
  return say(known?.[1] ?? FIELD_MESSAGES.other, language);
}

/** How the registry writes that one site differed: `one site: 2021-06-19T21:00+08:00`. */
const SITE_TIME = /^[^:]*\bsites?: (?<date>\d{4}-\d\d-\d\d)T(?<clock>\d\d:\d\d)\+08:00$/u;

function siteTimes({ values }: Disagreement, language: Language): string[] {
  return values.flatMap(({ value }) => {
    const found = SITE_TIME.exec(value)?.groups;
    if (found === undefined) return [];
    const date = formatDay(parseTime(found["date"] ?? "", "orders.json"), language);
    return [say(TEXT.early, language, { clock: found["clock"] ?? "", date })];
  });
}
