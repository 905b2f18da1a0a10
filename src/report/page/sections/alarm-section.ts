import { SECONDS_PER_HOUR } from "../../../base/index.ts";
import type { Alarm } from "../../../observe/index.ts";
import { numberOrders } from "../../figures/order-marks.ts";
import { escapeText } from "../../figures/svg.ts";
import type { StudyData } from "../../study-data.ts";
import { formatInstant } from "../../text/calendar.ts";
import { formatChange, formatNumber, formatSpan } from "../../text/format.ts";
import type { PageContext } from "../context.ts";
import { peopleTable } from "../data-table.ts";
import { csvLink } from "../downloads.ts";
import { type Html, wrap } from "../html.ts";
import { paragraph, section } from "./heading.ts";

/** First alarm raised after the moment of a study. */
export function firstAlarm({ alarms, plan }: StudyData): Alarm | undefined {
  return alarms.find(({ raisedAt }) => raisedAt >= plan.moment);
}

/** Hours from the moment to the first alarm after it. */
export function alarmHours({ plan }: StudyData, { raisedAt }: Alarm): string {
  return formatNumber((raisedAt - plan.moment) / SECONDS_PER_HOUR);
}

/** Said when the first alarm after the moment found a fall that is older than the moment. */
function onsetBefore({ data, language, tell }: PageContext, { onset }: Alarm): string {
  const hours = (data.plan.moment - onset) / SECONDS_PER_HOUR;
  if (hours <= 0) return "";
  return tell("alarmBefore", { onset: formatInstant(onset, language), hours: formatNumber(hours) });
}

/** When could one have known? The alarms of the period. */
export function alarmSection(context: PageContext): Html {
  const { data, language, tell } = context;
  const first = firstAlarm(data);
  const numbers = new Map(numberOrders(data).map(({ order, number }) => [order.id, number]));
  const rows = data.alarms.map(({ onset, raisedAt, delay, change, orders }) => {
    const around = orders.flatMap(({ id }) => numbers.get(id) ?? []);
    return [
      escapeText(formatInstant(raisedAt, language)),
      escapeText(formatInstant(onset, language)),
      escapeText(formatSpan(delay, language)),
      escapeText(formatChange(change.changePct, language)),
      around.length === 0 ? tell("none") : around.join(language === "en" ? ", " : "、"),
    ];
  });
  const csv = context.tables.find(({ name }) => name === "alarms");
  return section(
    context,
    {
      name: "alarms",
      question: tell("alarmQuestion"),
      finding: tell("alarmHeading", { hours: first === undefined ? "–" : alarmHours(data, first) }),
    },
    paragraph(
      context,
      first === undefined ? "" : onsetBefore(context, first),
      tell("alarmProse", { n: data.alarms.length, rate: formatNumber(data.falseAlarmsPerYear, 2) }),
    ),
    peopleTable(
      tell("alarmTable"),
      [
        { heading: tell("raised") },
        { heading: tell("onset") },
        { heading: tell("delay"), numeric: true },
        { heading: tell("change"), numeric: true },
        { heading: tell("ordersAround") },
      ],
      rows,
    ),
    csv === undefined ? "" : wrap("p", { class: "ways record" }, csvLink(context, csv)),
  );
}
