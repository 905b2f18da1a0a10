import { toHours, unixSeconds } from "../../base/index.ts";
import type { Concentration } from "../../observe/index.ts";
import type { StudyData } from "../study-data.ts";
import { claimMeasured } from "../text/claim-measured.ts";
import { claimReason, verdictName } from "../text/claim-reason.ts";
import { claimedValue } from "../text/claim-value.ts";
import { type Language, say } from "../text/language.ts";
import { poolNamer } from "../text/pool-names.ts";
import { TABLE_MESSAGES as TEXT } from "../text/table-messages.ts";
import { estimateCells, estimateHeader, figures, instant, row } from "./columns.ts";
import type { Cell, StudyTable } from "./csv.ts";

/** Tables of the forecast: its course, and the scores of all methods by how far the epoch was. */
export function forecastTables(data: StudyData, language: Language): readonly StudyTable[] {
  const { course, scoreboard } = data.forecast;
  const { hashfall, mempool, brk, no_change: noChange } = scoreboard.methods;
  return [
    {
      name: "forecast-course",
      title: say(TEXT.course, language),
      header: [
        "made_utc",
        "blocks_into_epoch",
        ...estimateHeader("change", "pct"),
        "retarget_median_utc",
        "retarget_lo95_utc",
        "retarget_hi95_utc",
      ],
      rows: course.map(({ now, blocks, changePct, retargetTime }) =>
        row(
          [instant(now), blocks],
          estimateCells(changePct),
          [retargetTime.value, retargetTime.lo95, retargetTime.hi95].map((time) =>
            instant(unixSeconds(time)),
          ),
        ),
      ),
    },
    {
      name: "forecast-scoreboard",
      title: say(TEXT.scoreboard, language),
      header: [
        "from_block",
        "to_block",
        "forecasts",
        ...["hashfall", "mempool", "brk", "no_change"].map((method) => `${method}_mae_pp`),
      ],
      rows: hashfall.buckets.map(({ from, to, n, maePp }, index) =>
        row(
          [from, to, n, figures(maePp, 4)],
          [mempool, brk, noChange].map(({ buckets }) => figures(buckets[index]?.maePp ?? NaN, 4)),
        ),
      ),
    },
  ];
}

/** Table of the alarms. */
export function alarmTable({ alarms }: StudyData, language: Language): StudyTable {
  return {
    name: "alarms",
    title: say(TEXT.alarms, language),
    header: ["onset_utc", "raised_utc", "delay_h", ...estimateHeader("change", "pct"), "orders"],
    rows: alarms.map(({ onset, raisedAt, delay, change, orders }) =>
      row(
        [instant(onset), instant(raisedAt), figures(toHours(delay), 4)],
        estimateCells(change.changePct),
        [orders.map(({ id }) => id).join("; ")],
      ),
    ),
  };
}

/** Table of the orders. */
export function orderTable({ orders }: StudyData, language: Language): StudyTable {
  return {
    name: "orders",
    title: say(TEXT.orders, language),
    header: [
      "number",
      "id",
      "place",
      "kind",
      "known_utc",
      "effective_utc",
      "ends_utc",
      "precision",
      "confidence",
      "title",
      "sources",
    ],
    rows: orders.map((order, index) => [
      index + 1,
      order.id,
      order.place,
      order.kind,
      instant(order.knownAt),
      instant(order.effectiveAt),
      instant(order.endsAt),
      order.precision,
      order.confidence,
      order.title[language],
      order.sources.map(({ url }) => url).join(" "),
    ]),
  };
}

/** Table of the claims, each with its verdict and the reason. */
export function claimTable(data: StudyData, language: Language): StudyTable {
  const name = poolNamer(data, language);
  return {
    name: "claims",
    title: say(TEXT.claims, language),
    header: ["id", "says", "claimed", "measured", "verdict", "reason", "publisher", "published"],
    rows: data.claims.map((audited) => [
      audited.claim.id,
      audited.claim.says[language],
      claimedValue(audited.claim.assertion, language),
      claimMeasured(audited, language),
      verdictName(audited.verdict, language),
      claimReason(audited, language, name),
      audited.claim.source.publisher,
      audited.claim.source.published,
    ]),
  };
}

/** Table of concentration before and after. */
export function concentrationTable({ concentration }: StudyData, language: Language): StudyTable {
  return {
    name: "concentration",
    title: say(TEXT.concentration, language),
    header: [
      "fortnight",
      "blocks",
      ...ends("top1", "_pct"),
      ...ends("top3", "_pct"),
      ...ends("top5", "_pct"),
      ...ends("hhi", ""),
      ...ends("nakamoto", ""),
    ],
    rows: [
      concentrationRow("before", concentration.before),
      concentrationRow("after", concentration.after),
    ],
  };
}

const ends = (name: string, unit: string): readonly string[] => [
  `${name}${unit}`,
  `${name}_lo95${unit}`,
  `${name}_hi95${unit}`,
];

function concentrationRow(when: string, measured: Concentration): readonly Cell[] {
  const { blocks, top1Pct, top3Pct, top5Pct, hhi, nakamoto } = measured;
  return row(
    [when, blocks],
    [top1Pct, top3Pct, top5Pct, hhi, nakamoto].flatMap(({ value, lo95, hi95 }) => [
      figures(value),
      figures(lo95),
      figures(hi95),
    ]),
  );
}
