import type { Command } from "commander";
import { dropAnswer } from "../../api/index.ts";
import { type Seconds, formatTime, invalidInput, toExahashesPerSecond } from "../../base/index.ts";
import { type Change, decidableFalls, measureChange } from "../../observe/index.ts";
import {
  formatChange,
  formatNumber,
  formatP,
  formatPercent,
  formatSpan,
  poolLabel,
} from "../../report/index.ts";
import { type Context, run, withCommonOptions } from "../context.ts";
import { styled, table } from "../terminal.ts";
import { type WindowOptions, readWindows, withWindowOptions } from "../window-options.ts";
import { words } from "../words.ts";

interface DropOptions extends WindowOptions {
  readonly pool?: string;
  readonly size?: string;
}

/** `drop`: whether hashrate, of the network or a pool, changed between two windows. */
export function addDrop(program: Command): void {
  withWindowOptions(withCommonOptions(program.command("drop")), "24h")
    .description("is this drop real? two windows compared, with an exact test")
    .option("--pool <slug>", "only this pool, such as antpool")
    .option("--size <percent>", "change whose decidability is asked, such as -20")
    .action((given: DropOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const windowsIn = readWindows(options, given);
        const sizePct = options.number("--size", given.size, [-100, 1000]);
        const { timeline, poolName } = await open();
        refuseUnknownPool(timeline.blocks.pools, given.pool);
        const windows = windowsIn(timeline);
        const change = measureChange(timeline, windows, { pool: given.pool, sizePct });
        const whose =
          given.pool === undefined
            ? ""
            : `${poolLabel(given.pool, poolName(given.pool), context.language)}  `;
        answer(dropAnswer(change, given.pool ?? null), () => whose + dropText(context, change));
      }),
    );
}

function refuseUnknownPool(pools: readonly string[], pool: string | undefined): void {
  if (pool === undefined || pools.includes(pool)) return;
  const wanted = pool.toLowerCase().replace(/[^a-z0-9]/gu, "");
  const near = pools.filter((slug) => slug.includes(wanted.slice(0, 4)));
  const remedy = near.length === 0 ? "see the slugs in hashfall pools" : `try ${near.join(", ")}`;
  throw invalidInput("--pool", `"${pool}" is no pool of the record`, remedy);
}

function dropText({ terminal, language }: Context, change: Change): string {
  const word = words(language);
  const { before, after, untilDecidable } = change;
  const verdict = word.verdicts[change.verdict] ?? change.verdict;
  const waitText = (wait: Seconds | null): string => {
    if (wait === null) return word.never;
    const span = formatSpan(wait, language);
    return wait === 0 ? word.already : word.decidableWith.replace("{span}", span);
  };
  const row = (name: string, side: typeof before): string[] => [
    name,
    formatTime(side.from),
    formatTime(side.to),
    String(side.blocks),
    formatNumber(toExahashesPerSecond(side.blocks / side.exposure), 1),
  ];
  return [
    `${styled(terminal, "strong", formatChange(change.changePct, language))}  p = ${formatP(change.pValue)}  ${styled(terminal, "accent", verdict)}`,
    table(
      terminal,
      [
        { title: "", align: "left" },
        { title: word.from, align: "left" },
        { title: word.until, align: "left" },
        { title: word.blocks, align: "right" },
        { title: word.hashrate, align: "right" },
      ],
      [row(word.before, before), row(word.after, after)],
    ),
    untilDecidable === 0 ? "" : `${word.sizeOfThis}: ${waitText(untilDecidable)}`,
    ...decidableFalls(change).map(
      ({ sizePct, wait }) => `${formatPercent(sizePct, 0, language)}: ${waitText(wait)}`,
    ),
    styled(terminal, "quiet", word.brackets),
    "",
  ].join("\n");
}
