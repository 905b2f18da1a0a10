import type { SpillReport } from "../api/index.ts";
import type { Estimate } from "../base/index.ts";
import type { SpillEstimates } from "../energy/index.ts";
import { formatNumber } from "../report/index.ts";
import type { Context } from "./context.ts";
import { energyWords } from "./energy-words.ts";
import { daysText, estimate } from "./network-energy-text.ts";
import { styled, table } from "./terminal.ts";

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
  const { place, closing, months, total, worth } = report;
  const titles = [
    word.surplus,
    word.absorbed,
    word.spilled,
    word.spilledAgain,
    word.spilledClosed,
  ].map((title) => ({ title, align: "right" as const }));
  const rows = months.map((month) => [month.month].concat(cells(month)));
  const cited = report.published_TWh.map(
    (fact) => `  ${daysText(fact)}: ${formatNumber(fact.value, 2)} TWh  ${fact.source}`,
  );
  const split = [report.surplus_pct, report.contracted_pct, report.other_pct].map((part) =>
    percent(part),
  );
  const [surplus = "", contracted = "", other = ""] = split;
  return [
    styled(terminal, "strong", word.spillTitle(place, daysText(report), closing)),
    styled(
      terminal,
      "quiet",
      `${word.likely} [${word.interval95}], ${word.drawsNote(formatNumber(report.draws), String(report.seed))}`,
    ),
    "",
    table(
      terminal,
      [{ title: word.month, align: "left" }, ...titles],
      [...rows, [word.all, ...cells(total)]],
    ),
    word.split(surplus, contracted, other),
    ...(worth === null
      ? []
      : [word.worth(estimate(worth.value_MUSD, 0), estimate(worth.displaced_Mt, 1))]),
    "",
    styled(terminal, "quiet", word.basis[report.basis] ?? report.basis),
    ...cited.map((line) => styled(terminal, "quiet", line)),
    "",
  ].join("\n");
}

function cells(estimates: SpillEstimates): string[] {
  return FIELDS.map((field) => estimate(estimates[field], 0));
}

function percent({ value, lo95, hi95 }: Estimate): string {
  return `${formatNumber(value)} % [${formatNumber(lo95)}, ${formatNumber(hi95)}]`;
}
