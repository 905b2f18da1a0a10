import type { BbceAnswer, ComparedPowerAnswer, EnergyComparisonAnswer } from "../api/index.ts";
import { formatNumber, formatSigned } from "../report/index.ts";
import { bbceWords } from "./bbce-words.ts";
import type { Context } from "./context.ts";
import { type EnergyWords, energyWords } from "./energy-words.ts";
import { fittedTable } from "./fitted-table.ts";
import { type Terminal, styled, table } from "./terminal.ts";
import { wrapped } from "./wrapping.ts";

const RIGHT = "right" as const;
const LEFT = "left" as const;

/** Every published figure, the same model remade, and our own interval. */
export function comparisonText(
  { terminal, language }: Context,
  answer: EnergyComparisonAnswer,
): string {
  const word = energyWords(language);
  const rows = answer.compared.map((row) => comparedRow(terminal, word, row));
  return [
    styled(terminal, "strong", word.compareTitle),
    ...wrapped(word.compareNote, terminal.width).map((line) => styled(terminal, "quiet", line)),
    "",
    fittedTable(terminal, {
      keys: 3,
      columns: [
        { title: word.model, align: LEFT },
        { title: "", align: LEFT },
        { title: word.period, align: LEFT },
        { title: word.published, align: RIGHT },
        { title: word.remade, align: RIGHT },
        { title: word.difference, align: RIGHT },
        { title: word.ours90, align: RIGHT },
        { title: word.holds, align: LEFT },
      ],
      cells: rows,
    }),
  ].join("\n");
}

function comparedRow(terminal: Terminal, word: EnergyWords, row: ComparedPowerAnswer): string[] {
  const digits = row.unit === "TWh" ? 1 : 3;
  const { remade, remade_difference_pct: difference } = row;
  return [
    row.estimate,
    word.bounds[row.bound] ?? row.bound,
    periodText(row.from, row.to),
    `${formatNumber(row.published, digits)} ${row.unit}`,
    remade === null ? "–" : formatNumber(remade, digits),
    difference === null ? "–" : word.percent(formatSigned(difference, 2)),
    ...ownCells(terminal, word, row),
  ];
}

/** Our median with its 90 % interval, and whether that holds a best guess of others. */
function ownCells(terminal: Terminal, word: EnergyWords, row: ComparedPowerAnswer): string[] {
  const { hashfall, hashfall_lo90: low, hashfall_hi90: high, published } = row;
  if (hashfall === null || low === null || high === null) return ["–", ""];
  const [middle, from, to] = [hashfall.value, low, high].map((value) => formatNumber(value, 1));
  const holds = low <= published && published <= high;
  const verdict = holds ? word.yes : styled(terminal, "accent", word.no);
  return [`${middle} [${from}, ${to}]`, row.bound === "best" ? verdict : ""];
}

/** A year, a month or a day; `to` is the day after the last. */
function periodText(from: string, to: string): string {
  if (from.endsWith("-01-01") && to.endsWith("-01-01")) return from.slice(0, 4);
  return from.endsWith("-01") && to.endsWith("-01") ? from.slice(0, 7) : from;
}

/** The paper's four policies as reconstructed, and what is wrong with them. */
export function bbceText({ terminal, language }: Context, answer: BbceAnswer): string {
  const word = bbceWords(language);
  const { energyOfYear, emissions } = energyWords(language);
  const rows = answer.scenarios.map(({ scenario, name, peak, exit }) => [
    scenario,
    word.names[scenario] ?? name,
    String(peak.year),
    `${formatNumber(peak.energy_TWh, 2)} TWh`,
    `${formatNumber(peak.emissions_Mt, 2)} Mt`,
    exit ?? word.never,
  ]);
  return [
    styled(terminal, "strong", word.title),
    styled(terminal, "quiet", word.label),
    "",
    table(
      terminal,
      [
        { title: "", align: LEFT },
        { title: word.scenario, align: LEFT },
        { title: word.peakYear, align: RIGHT },
        { title: energyOfYear, align: RIGHT },
        { title: emissions, align: RIGHT },
        { title: word.leaves, align: LEFT },
      ],
      rows,
    ),
    styled(terminal, "strong", word.faults),
    ...faultLines(answer, word.lines).flatMap((line) => indented(line, terminal.width)),
    "",
    ...wrapped(word.beside, terminal.width).map((line) => styled(terminal, "quiet", line)),
    "",
  ].join("\n");
}

function faultLines(
  { faults, against_world: world }: BbceAnswer,
  lines: readonly string[],
): string[] {
  const { responses, exits, marketAccess, siteRegulation } = faults;
  const response = Math.max(...responses.map(({ hashrate }) => Math.abs(hashrate)));
  const exit = exits.find(({ clock }) => clock === "months")?.shareAtExit ?? NaN;
  const values: Readonly<Record<string, string>> = {
    response: formatNumber(100 * response),
    exit: formatNumber(100 * exit),
    access: formatNumber(marketAccess.asPrinted, 2),
    reversed: formatNumber(marketAccess.reversed, 2),
    ratio: formatNumber(siteRegulation.intensities, 3),
    energy: formatNumber(siteRegulation.energy, 3),
    against: world === null ? "–" : formatNumber(world.energy, 2),
    cost: world === null ? "–" : formatNumber(world.costOverRevenue, 2),
  };
  const told = world === null ? lines.filter((line) => !line.includes("{against}")) : lines;
  return told.map((line) =>
    line.replaceAll(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? "–"),
  );
}

/** A text in lines two columns in. */
function indented(text: string, width: number): string[] {
  return wrapped(text, width - 2).map((line) => `  ${line}`);
}
