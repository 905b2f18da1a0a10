import type { Command } from "commander";
import { scoreAnswer } from "../../api/index.ts";
import { invalidInput } from "../../base/index.ts";
import { type Scoreboard, scoreForecasts } from "../../observe/index.ts";
import { formatNumber } from "../../report/index.ts";
import { type CommonOptions, type Context, run, withCommonOptions } from "../context.ts";
import { table } from "../terminal.ts";
import { words } from "../words.ts";

interface ScoreOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
}

/** `score forecast`: how past forecasts did, beside the formulas of the open peers. */
export function addScore(program: Command): void {
  const score = program.command("score").description("how past forecasts did");
  withCommonOptions(score.command("forecast"))
    .description("forecasts of difficulty against what came, beside mempool, BRK and no change")
    .option("--from <time>", "only forecasts made from then on")
    .option("--to <time>", "only forecasts made up to then")
    .action((given: ScoreOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const from = options.time("--from", given.from);
        const to = options.time("--to", given.to);
        options.span(from, to);
        const workspace = await open();
        const board = scoreForecasts(workspace.modelled, workspace.forecaster(), { from, to });
        if (board.n === 0) {
          const remedy = "choose a span that holds whole epochs between 2021 and the record's end";
          throw invalidInput("--from", "no forecast with a known outcome in that span", remedy);
        }
        answer(scoreAnswer(board), () => scoreText(context, board));
      }),
    );
}

function scoreText({ terminal, language }: Context, { n, methods }: Scoreboard): string {
  const word = words(language);
  const rows = Object.entries(methods).map(([name, { maePp, buckets }]) =>
    [name, formatNumber(maePp, 3)].concat(buckets.map(({ maePp: mae }) => formatNumber(mae, 2))),
  );
  const coverage = methods.hashfall.coverage;
  const held =
    coverage === null
      ? ""
      : `${word.coverage}: ${[coverage.pct50, coverage.pct80, coverage.pct95].map((pct) => `${formatNumber(pct, 1)} %`).join(", ")}\n`;
  return `${formatNumber(n)} ${word.forecasts}\n${table(
    terminal,
    [
      { title: word.method, align: "left" },
      { title: word.overall, align: "right" },
      ...methods.hashfall.buckets.map(({ from, to }) => ({
        title: `${from}–${to}`,
        align: "right" as const,
      })),
    ],
    rows,
  )}${held}`;
}
