import type { Disagreement, Order } from "../../policy/index.ts";
import { orderTime } from "../../policy/index.ts";
import { formatChina, formatChinaDay } from "./calendar.ts";
import { CLAIM_MESSAGES as TEXT, FIELD_MESSAGES } from "./claim-messages.ts";
import { type Language, enumerate, say } from "./language.ts";

const CONFIDENCE = { A: TEXT.confidenceA, B: TEXT.confidenceB, C: TEXT.confidenceC } as const;

/** How the registry knows an order: accounts, confidence, its time, and where accounts differ. */
export function orderReason(order: Order | null, language: Language): string {
  if (order === null) return say(TEXT.orderUnknown, language);
  return say(TEXT.orderKnown, language, {
    title: order.title[language],
    accounts: accountsOf(order, language),
    confidence: say(CONFIDENCE[order.confidence], language),
    time: timesOf(order, language),
    disagreements: disagreementsOf(order, language),
  }).trim();
}

/** When an order first mattered, on a Chinese clock; the hour only where it is known. */
export function orderInstant(order: Order, language: Language, short = false): string {
  const time = orderTime(order);
  if (time === null) return "";
  return order.precision === "hour"
    ? formatChina(time, language, short)
    : formatChinaDay(time, language, short);
}

function timesOf(order: Order, language: Language): string {
  const instant = orderInstant(order, language);
  if (instant === "") return "";
  const known = order.knownAt === null ? "" : formatChinaDay(order.knownAt, language);
  return known === "" || instant.startsWith(known)
    ? say(TEXT.orderTime, language, { instant })
    : say(TEXT.orderTimes, language, { instant, known });
}

function accountsOf({ sources }: Order, language: Language): string {
  return sources.length === 1
    ? say(TEXT.oneAccount, language)
    : say(TEXT.accounts, language, { n: sources.length });
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

const SITE_TIME =
  /^(?<site>[^:]*\bsites?): \d{4}-(?<month>\d\d)-(?<day>\d\d)T(?<clock>\d\d:\d\d)\+08:00$/u;

function siteTimes({ values }: Disagreement, language: Language): string[] {
  return values.flatMap(({ value }) => {
    const found = SITE_TIME.exec(value)?.groups;
    if (found === undefined) return [];
    const [month, day] = [Number(found["month"]), Number(found["day"])];
    return [say(TEXT.early, language, { clock: found["clock"] ?? "", day, month })];
  });
}
