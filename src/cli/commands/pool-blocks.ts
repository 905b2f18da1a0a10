import type { Command } from "commander";
import {
  BlockInspector,
  UNKNOWN,
  blockEvidenceAnswer,
  conflictsAnswer,
  differencesAnswer,
  unknownsAnswer,
  withChainStore,
} from "../../app/index.ts";
import { parseTime } from "../../base/index.ts";
import { NETWORK_NAMES, type NetworkName } from "../../bitcoin/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { type Language, poolLabel } from "../../report/index.ts";
import { loadRecord } from "../../store/index.ts";
import { type CommonOptions, type Context, places, run, withCommonOptions } from "../context.ts";
import type { OptionReader } from "../option-reader.ts";
import { conflictsText, differencesText, unknownsText } from "../pool-block-lists.ts";
import { type PoolNames, blockText } from "../pool-block-text.ts";

interface PoolBlocksOptions extends CommonOptions {
  readonly height?: string;
  readonly fromHeight?: string;
  readonly toHeight?: string;
  readonly conflicts?: boolean;
  readonly unknown?: boolean;
  readonly differences?: boolean;
}

/** What is asked about: one block, or those of a range; absent ends are the chain's own. */
type Question =
  | { readonly kind: "height"; readonly height: number }
  | {
      readonly kind: "conflicts" | "unknown" | "differences";
      readonly from: number | undefined;
      readonly to: number | undefined;
    };

/** Whom a question is put to, and how the answer is told. */
interface Inquiry {
  readonly inspector: BlockInspector;
  readonly network: NetworkName;
  readonly context: Context;
  readonly names: PoolNames;
}

const MODES = ["height", "unknown", "conflicts", "differences"] as const;
const HIGHEST = 2 ** 31 - 1;
const REMEDY = "give one of --height, --unknown, --conflicts and --differences";

/** `pools blocks`: why a block is attributed to a pool, and where attribution is in doubt. */
export function addPoolBlocks(pools: Command): void {
  pools.hook("preSubcommand", refuseEarlierOptions);
  withCommonOptions(pools.enablePositionalOptions().command("blocks"))
    .description("why a block of a synced chain is attributed to a pool, and which are in doubt")
    .option("--height <height>", "one block: its coinbase and every piece of evidence")
    .option("--unknown", "blocks that no rule names, grouped by likeness")
    .option("--conflicts", "blocks whose evidence names more than one pool")
    .option("--differences", "labels that differ from the shipped ones, explained")
    .option("--from-height <height>", "first block of a range; the chain's first if left out")
    .option("--to-height <height>", "last block of a range; the chain's last if left out")
    .action((given: PoolBlocksOptions) =>
      run(given, async (context) => {
        const question = readQuestion(context.options, given);
        context.options.finish();
        if (question === undefined) return;
        const { record: recordFolder, chains } = places(given);
        const record = await loadRecord(recordFolder);
        const network = NETWORK_NAMES.find((name) => name === given.network);
        const asOf = given.asOf === undefined ? undefined : parseTime(given.asOf, "--as-of");
        await withChainStore(chains, network, async (store) => {
          const inquiry = {
            inspector: await BlockInspector.open(store, record, asOf),
            network: store.network.name,
            context,
            names: poolNames(record, context.language),
          };
          await answer(question, inquiry);
        });
      }),
    );
}

/** Options before `blocks` are those of `pools`, which would go unread. */
function refuseEarlierOptions(pools: Command): void {
  for (const option of pools.options) {
    if (pools.getOptionValueSource(option.attributeName()) !== "cli") continue;
    pools.error(`error: option '${option.long ?? option.flags}' must follow 'blocks'`);
  }
}

function readQuestion(options: OptionReader, given: PoolBlocksOptions): Question | undefined {
  const height = readHeight(options, "--height", given.height);
  const from = readHeight(options, "--from-height", given.fromHeight);
  const to = readHeight(options, "--to-height", given.toHeight);
  const [mode, ...others] = MODES.filter((name) => given[name] !== undefined);
  if (mode === undefined) options.reject("pools blocks", "nothing is asked", REMEDY);
  for (const other of others) options.reject(`--${other}`, `given together with --${mode}`, REMEDY);
  if (from !== undefined && to !== undefined && from > to) {
    options.reject("--from-height", `${from} is above --to-height ${to}`, "give a lower height");
  }
  if (mode !== "height") return mode === undefined ? undefined : { kind: mode, from, to };
  for (const [name, end] of [
    ["--from-height", from],
    ["--to-height", to],
  ] as const) {
    if (end !== undefined) options.reject(name, "given together with --height", "leave it out");
  }
  return height === undefined ? undefined : { kind: "height", height };
}

function readHeight(
  options: OptionReader,
  name: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined || /^\d{1,10}$/u.test(text)) {
    return options.number(name, text, [0, HIGHEST]);
  }
  options.reject(name, `"${text}" is not a height`, "give a whole number, such as 840000");
  return undefined;
}

async function answer(question: Question, inquiry: Inquiry): Promise<void> {
  const { inspector, network, context, names } = inquiry;
  if (question.kind === "height") {
    const block = await inspector.at(question.height);
    context.answer(blockEvidenceAnswer(network, block), () =>
      blockText(context, network, block, names),
    );
    return;
  }
  const range = inspector.range(question.from, question.to);
  if (question.kind === "conflicts") {
    const report = await inspector.conflicts(range);
    context.answer(conflictsAnswer(network, report), () => conflictsText(context, report, names));
  } else if (question.kind === "unknown") {
    const report = await inspector.unknowns(range);
    context.answer(unknownsAnswer(network, report), () => unknownsText(context, report));
  } else {
    const report = await inspector.differences(range);
    context.answer(differencesAnswer(network, report), () =>
      differencesText(context, report, names),
    );
  }
}

/** Names of pools, those they no longer have among them. */
function poolNames({ pools }: FactRecord, language: Language): PoolNames {
  const names = new Map(
    pools.flatMap(({ slug, name, aliases }) =>
      [...aliases, { slug, name }].map((one): [string, string] => [one.slug, one.name]),
    ),
  );
  const short = (slug: string): string => poolLabel(slug, names.get(slug) ?? slug, language);
  return {
    short,
    full: (slug) => {
      const name = short(slug);
      return name === slug || slug === UNKNOWN ? name : `${name} (${slug})`;
    },
  };
}
