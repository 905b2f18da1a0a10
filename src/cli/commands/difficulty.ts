import type { Command } from "commander";
import { difficultyAnswer, retargetsAnswer } from "../../api/index.ts";
import { formatTime, unixSeconds } from "../../base/index.ts";
import {
  type DifficultyForecast,
  type EpochState,
  type Retarget,
  epochStateAt,
  retargetHistory,
} from "../../observe/index.ts";
import { formatChange, formatNumber, formatSigned } from "../../report/index.ts";
import { type CommonOptions, type Context, run, withCommonOptions } from "../context.ts";
import { sparkline, styled, table } from "../terminal.ts";
import { words } from "../words.ts";

interface DifficultyOptions extends CommonOptions {
  readonly at?: string;
  readonly history?: boolean;
}

/** `difficulty`: the epoch at an instant with the forecast of the next change, or the history. */
export function addDifficulty(program: Command): void {
  withCommonOptions(program.command("difficulty"))
    .description("difficulty, the epoch, and the forecast of the next change")
    .option("--at <time>", "as it stood then; the end of the record when absent")
    .option("--history", "every retarget since genesis")
    .action((given: DifficultyOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const at = options.time("--at", given.at);
        const workspace = await open();
        if (given.history === true) {
          const retargets = retargetHistory(workspace.record.retargets);
          answer(retargetsAnswer(retargets), () => historyText(context, retargets));
          return;
        }
        const instant = at ?? workspace.timeline.span.to;
        const state = epochStateAt(workspace.timeline, instant);
        const isMainnet = workspace.record.network === "mainnet";
        const forecast = isMainnet ? workspace.forecaster().forecastAt(instant) : null;
        answer(difficultyAnswer(state, forecast), () => stateText(context, state, forecast));
      }),
    );
}

function stateText(
  { terminal, language }: Context,
  state: EpochState,
  forecast: DifficultyForecast | null,
): string {
  const word = words(language);
  const lines = [
    `${word.height} ${formatNumber(state.height)}  ${word.difficulty} ${formatNumber(state.difficulty / 1e12, 3)} T  ${word.bits} ${state.bits.toString(16)}`,
    `${word.blocksIntoEpoch}: ${state.blocksIntoEpoch} / 2016`,
  ];
  if (forecast !== null) {
    const { value, lo95, hi95 } = forecast.retargetTime;
    const [when, early, late] = [value, lo95, hi95].map((time) => formatTime(unixSeconds(time)));
    lines.push(
      `${word.nextChange}: ${styled(terminal, "strong", formatChange(forecast.changePct, language))}`,
      `${word.expectedAt}: ${when} [${early}, ${late}]`,
      styled(terminal, "quiet", word.brackets),
    );
  }
  return `${lines.join("\n")}\n`;
}

function historyText({ terminal, language }: Context, retargets: readonly Retarget[]): string {
  const word = words(language);
  const logs = retargets.map(({ difficulty }) => Math.log(difficulty));
  const step = Math.ceil(logs.length / 80);
  return `${sparkline(logs.filter((_, index) => index % step === 0))}\n${table(
    terminal,
    [
      { title: word.height, align: "right" },
      { title: word.date, align: "left" },
      { title: word.bits, align: "left" },
      { title: word.difficulty, align: "right" },
      { title: `${word.change} %`, align: "right" },
    ],
    retargets.map(({ height, at, bits, difficulty, changePct }) => [
      String(height),
      at === null ? "–" : formatTime(at),
      bits.toString(16).padStart(8, "0"),
      formatNumber(difficulty, difficulty < 1000 ? 2 : 0),
      changePct === null ? "–" : formatSigned(changePct, 2),
    ]),
  )}`;
}
