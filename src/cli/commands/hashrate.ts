import type { Command } from "commander";
import { formatTime, formatWindow, toExahashesPerSecond } from "../../base/index.ts";
import { hashrateAnswer } from "../../api/index.ts";
import { hashrateAt } from "../../observe/index.ts";
import { formatHashrate, formatNumber } from "../../report/index.ts";
import { type CommonOptions, run, withCommonOptions } from "../context.ts";
import { styled } from "../terminal.ts";
import { words } from "../words.ts";

interface HashrateOptions extends CommonOptions {
  readonly at?: string;
  readonly window: string;
}

/** `hashrate --at T --window W`: the network's hashrate over a window, with its interval. */
export function addHashrate(program: Command): void {
  withCommonOptions(program.command("hashrate"))
    .description("hashrate of the network over a window, with its interval")
    .option("--at <time>", "end of the window; the end of the record when absent")
    .option("--window <length>", "such as 24h, 3d, 7d, 14d", "7d")
    .action((given: HashrateOptions) =>
      run(given, async ({ terminal, language, options, open, answer }) => {
        const at = options.time("--at", given.at);
        const window = options.window("--window", given.window);
        const { timeline } = await open();
        const result = hashrateAt(timeline, at ?? timeline.span.to, window);
        const word = words(language);
        answer(hashrateAnswer(result), () =>
          [
            `${styled(terminal, "strong", formatHashrate(result.hashrate))}  ${formatWindow(window)} ${word.to} ${formatTime(result.at)}`,
            `50 %: [${[result.hashrate.lo50, result.hashrate.hi50].map((rate) => formatNumber(toExahashesPerSecond(rate), 1)).join(", ")}]`,
            `${word.blocks}: ${result.blocks}; ${word.negativeIntervals}: ${result.negativeIntervals}; ${word.crossesRetarget}: ${result.crossesRetarget ? word.yes : word.no}`,
            styled(terminal, "quiet", word.brackets),
            styled(terminal, "quiet", word.hashrateMethod),
            "",
          ].join("\n"),
        );
      }),
    );
}
