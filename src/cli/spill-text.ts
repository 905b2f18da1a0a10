import type { SpillReport } from "../api/index.ts";
import type { Estimate } from "../base/index.ts";
import type { SpillEstimates } from "../energy/index.ts";
import { placeTitle } from "../policy/index.ts";
import { formatNumber } from "../report/index.ts";
import type { Context } from "./context.ts";
import { type EnergyWords, energyWords } from "./energy-words.ts";
import { daysText, estimate } from "./network-energy-text.ts";
import { fittedTable } from "./fitted-table.ts";
import { type Terminal, styled } from "./terminal.ts";
import { wrapped } from "./wrapping.ts";

const FIELDS = [
  "surplus_GWh",
  "absorbed_GWh",
  "spilled_GWh",
  "spilled_again_GWh",
  "spilled_closed_GWh",
] as const;

/** Water by month with its 95 % intervals, what the mines ran on, and what the water was worth. */
export function spillText({ terminal, language }: Context, report: SpillReport): string {
  const word = energyWords(language);
  const { place, closing, worth } = report;
  const cited = report.published_TWh.map(
    (fact) => `  ${daysText(fact)}: ${formatNumber(fact.value, 2)} TWh  ${fact.source}`,
  );
  const split = [report.surplus_pct, report.contracted_pct, report.other_pct].map((part) =>
    percent(word, part),
  );
  const [surplus = "", contracted = "", other = ""] = split;
  const sentences = [
    word.split(surplus, contracted, other),
    ...(worth === null
      ? []
      : [word.worth(estimate(worth.value_MUSD, 0), estimate(worth.displaced_Mt, 1))]),
  ];
  const draws = word.drawsNote(formatNumber(report.draws), String(report.seed));
  return [
    styled(
      terminal,
      "strong",
      word.spillTitle(
        placeTitle(place)[language],
        daysText(report),
        word.closing[report.closing_is](closing),
      ),
    ),
    styled(terminal, "quiet", word.below(draws)),
    "",
    waterTable(terminal, word, report),
    ...sentences.flatMap((sentence) => wrapped(sentence, terminal.width)),
    "",
    styled(terminal, "quiet", word.basis[report.basis] ?? report.basis),
    ...cited.map((line) => styled(terminal, "quiet", line)),
    "",
  ].join("\n");
}

/** Two lines a month: medians, and below them the intervals. */
function waterTable(terminal: Terminal, word: EnergyWords, { months, total }: SpillReport): string {
  const titles = [
    word.surplus,
    word.absorbed,
    word.spilled,
    word.spilledAgain,
    word.spilledClosed,
  ].map((title) => ({ title, align: "right" as const }));
  const rowsOf = (name: string, estimates: SpillEstimates): string[][] => [
    [name, ...FIELDS.map((field) => formatNumber(estimates[field].value))],
    ["", ...FIELDS.map((field) => styled(terminal, "quiet", band(estimates[field])))],
  ];
  return fittedTable(terminal, {
    keys: 1,
    columns: [{ title: word.month, align: "left" }, ...titles],
    cells: [...months.flatMap((month) => rowsOf(month.month, month)), ...rowsOf(word.all, total)],
  });
}

function band({ lo95, hi95 }: Estimate): string {
  return `${formatNumber(lo95)}–${formatNumber(hi95)}`;
}

function percent(word: EnergyWords, { value, lo95, hi95 }: Estimate): string {
  return `${word.percent(formatNumber(value))} [${formatNumber(lo95)}, ${formatNumber(hi95)}]`;
}
