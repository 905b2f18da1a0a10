import { type ScoresAnswer, isInside } from "../api/index.ts";
import type { Backtest } from "../app/index.ts";
import { type UnixSeconds, formatDate, unixSeconds } from "../base/index.ts";
import { formatNumber, formatSigned } from "../report/index.ts";
import { type Shown, headText, widest } from "./simulation-text.ts";
import { estimateCells } from "./simulation-totals.ts";
import { simulationWords } from "./simulation-words.ts";
import { styled, table } from "./terminal.ts";

const RIGHT = "right" as const;
const LEFT = "left" as const;

/** What was said of each retarget and what came, the fall, and the scores. */
export function backtestText(shown: Shown, result: Backtest, fittedOn?: UnixSeconds): string {
  const { terminal, language } = shown;
  const word = simulationWords(language);
  return [
    headText(shown, result.simulation, { end: result.end, fittedOn }),
    ...(result.hindcast ? [styled(terminal, "quiet", word.hindcast)] : []),
    ...(result.in_sample ? [styled(terminal, "accent", word.inSample)] : []),
    epochsText(shown, result),
    fallText(shown, result),
    result.scores === null ? `${word.nothingToScore}\n` : scoresText(shown, result.scores),
    ...leftOutText(shown, result),
  ].join("\n");
}

function epochsText({ terminal, language }: Shown, { epochs }: Backtest): string {
  const word = simulationWords(language);
  const rows = epochs.map((epoch) => {
    const { forecast_change_pct: said, actual_change_pct: came } = epoch;
    return [
      String(epoch.height),
      day(epoch.at),
      day(epoch.forecast_at),
      `${formatSigned(came, 1)} %`,
      `${formatSigned(said.value, 1)} %`,
      `[${formatSigned(said.lo80, 1)}, ${formatSigned(said.hi80, 1)}]`,
      isInside(came, said) ? word.yes : styled(terminal, "accent", word.no),
    ];
  });
  const columns = [
    { title: word.height, align: RIGHT },
    { title: word.came, align: LEFT },
    { title: word.expected, align: LEFT },
    { title: word.actual, align: RIGHT },
    { title: word.said, align: RIGHT },
    { title: word.band, align: RIGHT },
    { title: word.inside, align: LEFT },
  ];
  const full = table(terminal, columns, rows);
  if (widest(full) <= terminal.width) return full;
  return table(
    terminal,
    columns.filter(isKept),
    rows.map((row) => row.filter(isKept)),
  );
}

/** Without the two dates of an epoch. */
function isKept(_: unknown, index: number): boolean {
  return index !== 1 && index !== 2;
}

function day(time: number): string {
  return Number.isFinite(time) ? formatDate(unixSeconds(time)) : "–";
}

/** Trough and recovery of the week's mean: as it was, and as it was said to come. */
function fallText({ terminal, language }: Shown, { simulation, actual }: Backtest): string {
  const word = simulationWords(language);
  const total = (id: string): { value: string; band: string } => {
    const found = simulation.summary.totals.find((one) => one.id === id);
    if (!actual.is_whole || found === undefined || found.members === 0)
      return { value: "–", band: "" };
    return estimateCells(id, found.estimate);
  };
  const row = (name: string, came: string, id: string): string[] => {
    const { value, band } = total(id);
    return [name, came, value, band];
  };
  const rows = [
    row(`${word.trough}, EH/s`, formatNumber(actual.trough_EH_s, 1), "trough_EH_s"),
    row(word.troughOn, day(actual.trough_at), "trough_at"),
    row(`${word.deepest}, %`, formatNumber(actual.fall_pct, 1), "fall_pct"),
    row(word.recoveredOn, day(actual.recovered_at), "recovered_at"),
  ];
  const columns = [
    { title: word.weekMean, align: LEFT },
    { title: word.actual, align: RIGHT },
    { title: word.said, align: RIGHT },
    { title: word.band, align: LEFT },
  ];
  return table(terminal, columns, rows);
}

function leftOutText({ terminal, language }: Shown, result: Backtest): string[] {
  const { members_left_out_pct: share } = result;
  if (share === null || share === 0) return [];
  const words = simulationWords(language).membersLeftOut(formatNumber(share, 1));
  return [`${styled(terminal, "quiet", words)}\n`];
}

const percent = (value: number): string => `${formatNumber(value)} %`;

function scoresText({ terminal, language }: Shown, scores: ScoresAnswer): string {
  const word = simulationWords(language);
  const rows = [
    ["CRPS (ln D)", formatNumber(scores.crps, 4), formatNumber(scores.crps_baseline, 4)],
    ["−ln p", formatNumber(scores.log_score, 2), formatNumber(scores.log_score_baseline, 2)],
    [word.meanError, formatNumber(scores.mae_pp, 1), ""],
    [word.held(50), percent(scores.coverage_50_pct), ""],
    [word.held(80), percent(scores.coverage_80_pct), ""],
    [word.held(95), percent(scores.coverage_95_pct), ""],
  ];
  const columns = [
    { title: `${word.scores} (n = ${scores.n})`, align: LEFT },
    { title: word.thisOne, align: RIGHT },
    { title: word.persistence, align: RIGHT },
  ];
  const skill = word.skill(formatSigned(scores.skill_pct, 0));
  return `${table(terminal, columns, rows)}${styled(terminal, "strong", skill)}\n`;
}
