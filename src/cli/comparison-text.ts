import { isInstant } from "../api/index.ts";
import type { Comparison, Simulation, TotalDifference } from "../app/index.ts";
import { type Estimate, SECONDS_PER_DAY, mapEstimate } from "../base/index.ts";
import {
  atPlace,
  digestOf,
  formatNumber,
  placeOf,
  quantityName,
  shownIndexes,
  shownTotals,
  signedAtPlace,
  unitName,
} from "../report/index.ts";
import { simulationWords } from "./simulation-words.ts";
import { type Shown, headText, shortDate, widest } from "./simulation-text.ts";
import { estimateCells } from "./simulation-totals.ts";
import { styled, table } from "./terminal.ts";

const MOST_DATES = 7;
const RIGHT = "right" as const;
const LEFT = "left" as const;

/** Two ensembles side by side: totals with their difference, then the main series. */
export function comparisonText(shown: Shown, { a, b, differences }: Comparison): string {
  const { terminal, language } = shown;
  const word = simulationWords(language);
  if (a.summary.members === 0 || b.summary.members === 0) {
    return "";
  }
  return [
    `A  ${headText(shown, a)}`,
    `B  ${headText(shown, b)}`,
    styled(terminal, "strong", word.comparing),
    ...(periodOf(a) === periodOf(b) ? [] : [styled(terminal, "quiet", word.periodsDiffer)]),
    differencesText(shown, { a, b, differences }),
    courseText(shown, { a, b, differences }),
  ].join("\n");
}

function periodOf({ model: { scenario } }: Simulation): string {
  return `${scenario.start} ${scenario.end}`;
}

function differencesText({ terminal, language }: Shown, { a, b, differences }: Comparison): string {
  const word = simulationWords(language);
  const rows = shownTotals(differences).flatMap((total) => {
    const { id, unit } = total;
    const [left, right] = [totalIn(a, id), totalIn(b, id)];
    if (isZero(left) && isZero(right)) return [];
    const { value, band } = differenceCells(total);
    const measure = isInstant(id)
      ? word.days
      : unit === "%"
        ? word.points
        : unitName(unit, language);
    return [[quantityName(id, a.model.scenario, language), left, right, value, measure, band]];
  });
  const columns = [
    { title: word.total, align: LEFT },
    { title: "A", align: RIGHT },
    { title: "B", align: RIGHT },
    { title: word.differenceOf, align: RIGHT },
    { title: "", align: LEFT },
    { title: word.band, align: LEFT },
  ];
  const full = table(terminal, columns, rows);
  const text =
    widest(full) <= terminal.width
      ? full
      : table(
          terminal,
          columns.slice(0, -1),
          rows.map((row) => row.slice(0, -1)),
        );
  return /\(\d+ %\)/u.test(text) ? `${text}${styled(terminal, "quiet", word.shares)}\n` : text;
}

function totalIn({ summary }: Simulation, id: string): string {
  const total = summary.totals.find((one) => one.id === id);
  if (total === undefined || total.members === 0) return "–";
  const { value } = estimateCells(id, total.estimate);
  const share = total.members / summary.members;
  if (id === "recovered_at" && share < 0.5) return `– (${formatNumber(100 * share)} %)`;
  return share < 1 ? `${value} (${formatNumber(100 * share)} %)` : value;
}

const isZero = (text: string): boolean => !/[1-9]/u.test(text);

interface DifferenceCells {
  readonly value: string;
  readonly band: string;
}

function differenceCells({ id, difference }: TotalDifference): DifferenceCells {
  if (difference === null) return { value: "–", band: "" };
  const band: Estimate = isInstant(id)
    ? mapEstimate(difference, (span) => span / SECONDS_PER_DAY)
    : difference;
  const { value, lo80, hi80 } = band;
  const place = isInstant(id) ? 0 : placeOf(value, [lo80, hi80]);
  const [low, high] = [signedAtPlace(lo80, place), signedAtPlace(hi80, place)];
  return { value: signedAtPlace(value, place), band: `[${low}, ${high}]` };
}

/** Medians of the main series of both at dates that both cover. */
function courseText(shown: Shown, comparison: Comparison): string {
  let text = "";
  for (let count = MOST_DATES; count > 1; count -= 1) {
    text = courseTable(shown, comparison, count);
    if (widest(text) <= shown.terminal.width) break;
  }
  return text;
}

function courseTable({ terminal, language }: Shown, { a, b }: Comparison, count: number): string {
  const word = simulationWords(language);
  const indexes = shownIndexes(a.summary, count).filter(
    (index) => (a.summary.times[index] ?? Infinity) <= (b.summary.times.at(-1) ?? 0),
  );
  const others = indexes.map((index) => nearest(b.summary.times, a.summary.times[index] ?? NaN));
  const left = digestOf(a.summary, indexes, {
    scenario: a.model.scenario,
    language,
    beside: b.summary,
  });
  const right = digestOf(b.summary, others, {
    scenario: b.model.scenario,
    language,
    beside: a.summary,
  });
  const rows = left.rows.flatMap((row) => {
    const other = right.rows.find(({ id }) => id === row.id);
    if (other === undefined) return [];
    const place = Math.min(row.place, other.place);
    return [
      [`${row.name}, ${row.unit}`, "A", ...row.median.map((value) => atPlace(value, place))],
      ["", "B", ...other.median.map((value) => atPlace(value, place))],
    ];
  });
  const columns = [
    { title: word.quantity, align: LEFT },
    { title: "", align: LEFT },
    ...left.times.map((time) => ({ title: shortDate(time, left.times), align: RIGHT })),
  ];
  return table(terminal, columns, rows);
}

function nearest(times: readonly number[], wanted: number): number {
  const apart = (index: number): number => Math.abs((times[index] ?? Infinity) - wanted);
  return times.reduce((best, _, index) => (apart(index) < apart(best) ? index : best), 0);
}
