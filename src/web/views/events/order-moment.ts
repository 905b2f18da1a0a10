import { parseTime, unixSeconds } from "../../../base/index.ts";
import type { Precision } from "../../../policy/index.ts";
import { type Language, formatFullDay, formatMonth } from "../../../report/index.ts";

const HALF_DAY = 43_200;

/**
 * Day of a time of an order. A day that only the place's calendar gives stands in the record as its
 * local midnight, so the day is that of noon after it.
 */
export function orderDay(at: string): string {
  return new Date((parseTime(at, "at") + HALF_DAY) * 1000).toISOString().slice(0, 10);
}

/** A time of an order, as exactly as it is known and no more. */
export function orderMoment(at: string, precision: Precision, language: Language): string {
  const time = parseTime(at, "at");
  const [year = "", month = ""] = at.split("-");
  switch (precision) {
    case "hour": {
      const clock = at.slice(11, 16);
      const day = formatFullDay(time, language);
      return language === "zh" ? `${day} ${clock} UTC` : `${day}, ${clock} UTC`;
    }
    case "day":
      return formatFullDay(unixSeconds(time + HALF_DAY), language);
    case "month":
    case "season": {
      const name = formatMonth(Number(month), language);
      return language === "zh" ? `${year}年${name}` : `${name} ${year}`;
    }
    case "year":
      return language === "zh" ? `${year}年` : year;
  }
}

/** How exactly a day is known beside a time to the hour: the day of its notice has none. */
export const asDay = (precision: Precision): Precision =>
  precision === "hour" ? "day" : precision;
