import { type Estimate, SECONDS_PER_DAY } from "../../base/index.ts";
import { element, escapeText } from "../figures/svg.ts";
import { formatChina, formatFullDay, formatInstant } from "../text/calendar.ts";
import { formatNumber, formatPercent, formatSigned, withUnit } from "../text/format.ts";
import { alarmHours, firstAlarm } from "./sections/alarm-section.ts";
import type { PageContext } from "./context.ts";
import { type Html, tagged, wrap } from "./html.ts";

/** Title, lede, dates and the row of key figures. */
export function masthead(context: PageContext): Html {
  const { data, language, tell } = context;
  const { plan } = data;
  const dates = tell("dateLine", {
    from: formatFullDay(plan.from, language),
    to: formatFullDay(plan.to, language),
    china: formatChina(plan.moment, language),
    utc: formatInstant(plan.moment, language),
  });
  return wrap(
    "header",
    { class: "mast" },
    tagged("p", tell("kicker"), { class: "kicker" }),
    tagged("h1", plan.title[language]),
    tagged("p", plan.lede[language], { class: "lede" }),
    tagged("p", dates, { class: "dates" }),
  );
}

interface KeyFigure {
  readonly big: string;
  readonly range: string;
  readonly meaning: string;
}

/** The four numbers that tell the study, each with its error or the word that it has none. */
export function keyFigures(context: PageContext): Html {
  const all = [changeKey(context), alarmKey(context), difficultyKey(context), recoveryKey(context)];
  const items = all.flatMap((key) =>
    key === undefined
      ? []
      : [
          wrap(
            "div",
            {},
            tagged("dt", key.meaning),
            element(
              "dd",
              {},
              tagged("span", key.big, { class: "big" }),
              element("span", { class: "range" }, escapeText(key.range)),
            ),
          ),
        ],
  );
  return wrap("dl", { class: "keys" }, ...items);
}

const signedRange = ({ lo95, hi95 }: Estimate): string =>
  `[${formatSigned(lo95, 1)}, ${formatSigned(hi95, 1)}]`;

function changeKey({ data, language, tell }: PageContext): KeyFigure | undefined {
  const change = data.network.at(-1)?.change.changePct;
  if (change === undefined) return undefined;
  return {
    big: formatPercent(change.value, 1, language),
    range: signedRange(change),
    meaning: tell("keyCut"),
  };
}

function alarmKey({ data, language, tell }: PageContext): KeyFigure | undefined {
  const first = firstAlarm(data);
  if (first === undefined) return undefined;
  const hours = alarmHours(data, first);
  return {
    big: language === "en" ? withUnit(hours, "hours", language) : `${hours}小时`,
    range: tell("keyAlarmRange", { onset: formatInstant(first.onset, language) }),
    meaning: tell("keyAlarm", { rate: formatNumber(data.falseAlarmsPerYear, 2) }),
  };
}

function difficultyKey({ data, language, tell }: PageContext): KeyFigure {
  const { actualPct, actualAt, asOf } = data.forecast;
  return {
    big: formatPercent(actualPct, 2, language),
    range: tell("keyDifficultyRange", { day: formatFullDay(actualAt, language) }),
    meaning: tell("keyDifficulty", { height: formatNumber(asOf.epochHeight + 2016) }),
  };
}

function recoveryKey({ data, language, tell }: PageContext): KeyFigure | undefined {
  for (const { evidence } of data.claims) {
    if (evidence.what !== "recovery" || evidence.regainedAt === null) continue;
    const { lowest, regainedAt } = evidence;
    const length = formatNumber((regainedAt - lowest.at) / SECONDS_PER_DAY);
    return {
      big: language === "en" ? withUnit(length, "days", language) : `${length}天`,
      range: tell("keyRecoveryRange", {
        from: formatFullDay(lowest.at, language),
        to: formatFullDay(regainedAt, language),
      }),
      meaning: tell("keyRecovery"),
    };
  }
  return undefined;
}

/** The questions of the page, as links to their answers. */
export function contents({ language, tell }: PageContext): Html {
  const entries = [
    ["drop", "dropQuestion"],
    ["pools", "poolsQuestion"],
    ["difficulty", "difficultyQuestion"],
    ["alarms", "alarmQuestion"],
    ["claims", "claimsQuestion"],
    ["hashprice", "hashpriceQuestion"],
    ["energy", "energyQuestion"],
    ["orders", "ordersQuestion"],
    ["methods", "methodsQuestion"],
  ] as const;
  const items = entries.map(([name, question], index) =>
    wrap(
      "li",
      {},
      tagged("span", String(index + 1), { class: "n", "aria-hidden": "true" }),
      tagged("a", tell(question), { href: `#${language}-${name}` }),
    ),
  );
  return wrap(
    "nav",
    { class: "toc", "aria-labelledby": `${language}-toc` },
    tagged("h2", tell("contents"), { id: `${language}-toc` }),
    wrap("ol", {}, ...items),
  );
}
