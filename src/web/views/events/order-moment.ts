import { formatDate, parseTime } from "../../../base/index.ts";
import { type Precision, noonOf } from "../../../policy/index.ts";
import { type Language, formatFullDay, formatMonth } from "../../../report/index.ts";

/** Day of a time of an order, on the calendar of its place. */
export function orderDay(at: string): string {
  return formatDate(noonOf(parseTime(at, "at")));
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
      return formatFullDay(noonOf(time), language);
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
