import type { Command } from "commander";
import { poolsAnswer } from "../../api/index.ts";
import { formatTime } from "../../base/index.ts";
import {
  type Concentration,
  type PoolChange,
  type PoolTable,
  concentrationOf,
  poolCounts,
  poolTable,
} from "../../observe/index.ts";
import {
  formatChange,
  formatEstimate,
  formatP,
  formatSpan,
  poolLabel,
} from "../../report/index.ts";
import { type Context, run, withCommonOptions } from "../context.ts";
import { styled, table } from "../terminal.ts";
import { type WindowOptions, readWindows, withWindowOptions } from "../window-options.ts";
import { words } from "../words.ts";
import { addPoolBlocks } from "./pool-blocks.ts";

/** `pools`: shares, changes and concentration of a window, each with its interval. */
export function addPools(program: Command): void {
  const command = program.enablePositionalOptions().command("pools");
  withWindowOptions(withCommonOptions(command), "7d")
    .description("pools of a window: share, change, and which change can be told from chance")
    .action((given: WindowOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const windowsIn = readWindows(options, given);
        const { timeline, poolName } = await open();
        const windows = windowsIn(timeline);
        const pools = poolTable(timeline, windows);
        const concentration = concentrationOf(poolCounts(timeline, windows.after));
        answer(poolsAnswer(pools, concentration, poolName), () =>
          poolsText(context, pools, concentration, poolName),
        );
      }),
    );
  addPoolBlocks(command);
}

function poolsText(
  { terminal, language }: Context,
  pools: PoolTable,
  concentration: Concentration,
  poolName: (slug: string) => string,
): string {
  const word = words(language);
  const { after } = pools.windows;
  const row = ({ pool, change, sharePct, pHolm, ...rest }: PoolChange): string[] => [
    poolLabel(pool, poolName(pool), language),
    styled(terminal, "quiet", pool),
    `${change.before.blocks} → ${change.after.blocks}`,
    formatEstimate(sharePct, 1),
    formatChange(change.changePct, language, 0),
    formatP(change.pValue),
    formatP(pHolm),
    word.verdicts[rest.verdict] ?? rest.verdict,
    rest.untilDecidable === null ? "–" : formatSpan(rest.untilDecidable, language),
  ];
  const { nakamoto, top3Pct, hhi } = concentration;
  return [
    `${formatTime(after.from)} – ${formatTime(after.to)}  ${word.blocks}: ${pools.totalBefore} → ${pools.total}`,
    table(
      terminal,
      [
        { title: word.pool, align: "left" },
        { title: "slug", align: "left" },
        { title: word.blocks, align: "right" },
        { title: word.share, align: "right" },
        { title: word.change, align: "right" },
        { title: "p", align: "right" },
        { title: "p (Holm)", align: "right" },
        { title: word.verdict, align: "left" },
        { title: word.untilDecidable, align: "right" },
      ],
      pools.pools.map(row),
    ),
    `${styled(terminal, "quiet", word.concentration)}  ${word.nakamoto}: ${formatEstimate(nakamoto, 0)}; ${word.topThree}: ${formatEstimate(top3Pct, 1)} %; HHI ${formatEstimate(hhi, 3)}`,
    styled(terminal, "quiet", word.brackets),
    "",
  ].join("\n");
}
