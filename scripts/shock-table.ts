import { type Estimate, formatDate } from "../src/base/index.ts";
import type { RivalName, ShockBacktest, ShockResult } from "../src/simulate/index.ts";

const RIVALS: readonly (readonly [RivalName, string])[] = [
  ["persistence", "persistence with drift"],
  ["free_entry", "free entry"],
  ["announced_share", "announced, times share"],
  ["other_shocks", "mean of the other shocks"],
];

/** The backtest as Markdown: each shock, the whole, coverage and ranks. Changes in ln, per cent. */
export function shockTable(backtest: ShockBacktest): string {
  const { results, skill, coverage, histogram, uniformity, n } = backtest;
  const counts = [...histogram.counts].join(", ");
  return [
    "| shock | as of | epoch | actual | model, median (80 %) | persistence | CRPS | baseline | skill |",
    "|---|---|---|---|---|---|---|---|---|",
    ...results.flatMap(rowsOf),
    "",
    "| rival | mean CRPS | mean log score | skill against it (95 %) |",
    "|---|---|---|---|",
    `| the model | ${meanScore(results, ({ model }) => model.crps)} | ${meanScore(results, ({ model }) => model.logScore)} | |`,
    ...RIVALS.map(
      ([rival, title]) =>
        `| ${title} | ${meanScore(results, ({ rivals }) => rivals[rival].crps)} | ${meanScore(results, ({ rivals }) => rivals[rival].logScore)} | ${interval(skill[rival])} |`,
    ),
    "",
    ...coverage.map(
      ({ level, held, share }) =>
        `${level * 100} % band held ${held} of ${n} (${(share * 100).toFixed(0)} %)`,
    ),
    `ranks in fifths: ${counts}; p = ${uniformity.pValue.toFixed(2)} as if the ${n} were independent`,
    "",
  ].join("\n");
}

function rowsOf({ shock, lnDifficulty, model, persistence, rivals, skill }: ShockResult): string[] {
  const change = (ln: number): string => (100 * (ln - lnDifficulty)).toFixed(1);
  return model.epochs.map(({ outcome, median, band80 }, k) => {
    const head = k === 0 ? `| ${shock.id} | ${formatDate(shock.asOf)} |` : "| | |";
    const band = `${change(median)} (${change(band80[0])} to ${change(band80[1])})`;
    const tail =
      k === 0
        ? `${model.crps.toFixed(4)} | ${rivals.persistence.crps.toFixed(4)} | ${skill.toFixed(2)} |`
        : "| | |";
    return `${head} ${k + 1} | ${change(outcome)} | ${band} | ${change(persistence.mean[k] ?? NaN)} | ${tail}`;
  });
}

function meanScore(
  results: readonly ShockResult[],
  score: (result: ShockResult) => number,
): string {
  return (results.reduce((sum, one) => sum + score(one), 0) / results.length).toFixed(4);
}

function interval({ value, lo95, hi95 }: Estimate): string {
  return `${value.toFixed(2)} (${lo95.toFixed(2)} to ${hi95.toFixed(2)})`;
}
