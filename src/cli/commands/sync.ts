import type { Command } from "commander";
import { type ChainEvent, type SyncAnswer, runSync } from "../../app/index.ts";
import { loadRecord } from "../../store/index.ts";
import {
  type CommonOptions,
  type Context,
  SHIPPED,
  chainFolder,
  run,
  withCommonOptions,
} from "../context.ts";
import { type SourceOptions, readSource, withSourceOptions } from "../source-options.ts";
import { stopSignal } from "../stop-signal.ts";
import { ProgressLine, whole } from "../sync-progress.ts";
import { type SyncWords, syncWords } from "../sync-words.ts";
import { printable } from "../terminal.ts";

interface SyncCommandOptions extends CommonOptions, SourceOptions {
  readonly follow?: boolean;
  readonly checkpoints: boolean;
}

/** `sync`: brings the chain up to a source, every header checked, every step kept. */
export function addSync(program: Command): void {
  withSourceOptions(withCommonOptions(program.command("sync")))
    .description(
      "extend the record from a node, its files, its peers or an export; one that is stopped ends with 1 and goes on next time",
    )
    .option("--no-checkpoints", "do without the hashes that the shipped record knows of mainnet")
    .option(
      "--follow",
      "keep up with new blocks and reorganisations until stopped; then it ends with 0",
    )
    .action((given: SyncCommandOptions) =>
      run(given, async (context) => {
        const source = await readSource(context.options, given);
        if (source === null) {
          const remedy = "give http://HOST:PORT, blk:FOLDER, p2p:HOST:PORT or file:PATH";
          context.options.reject("--from", "not given", remedy);
        }
        context.options.finish();
        if (source === null) return;
        const progress = new ProgressLine(context);
        const answer = await runSync({
          source,
          folder: chainFolder(given),
          shipped: await loadRecord(SHIPPED),
          follow: given.follow === true,
          checkpoints: given.checkpoints,
          signal: stopSignal(),
          on: (event) => tell(context, progress, { event, follows: given.follow === true }),
        });
        progress.end();
        if (answer.stopped && given.follow !== true) process.exitCode = 1;
        if ((answer.cross_check?.differing ?? 0) > 0) process.exitCode = 1;
        context.answer(answer, () => syncText(context, answer, given.follow === true));
      }),
    );
}

/** Notes what happens while a sync runs. */
function tell(
  context: Context,
  progress: ProgressLine,
  { event, follows }: { readonly event: ChainEvent; readonly follows: boolean },
): void {
  const word = syncWords(context.language);
  const { notes } = context.terminal;
  if (event.kind === "progress") {
    progress.tell(event);
    return;
  }
  progress.end();
  if (event.kind === "waiting") {
    if (progress.isNews(event.message)) notes(`${word.waiting(printable(event.message))}\n`);
    return;
  }
  if (event.kind === "trouble") {
    notes(`${word.trouble(printable(event.message), event.retry_in_s)}\n`);
    return;
  }
  for (const { depth, fork_height } of event.reorganisations) {
    notes(`${word.reorganised(depth, fork_height)}\n`);
  }
  const { height, hash } = event.tip;
  if (event.changed) notes(`${word.newBlock(height, hash)}\n`);
  if (follows && progress.silence()) notes(`${word.following(whole(height))}\n`);
}

function syncText({ language }: Context, answer: SyncAnswer, follows: boolean): string {
  const word = syncWords(language);
  const lines = storedLines(answer, word, answer.stopped && !follows);
  if (answer.stale_blocks > 0) lines.push(word.stale(answer.stale_blocks));
  const missing = answer.blocks_without_coinbase;
  if (missing > 0) lines.push(word.withoutCoinbases(whole(missing)));
  for (const { address, outcome, why } of answer.peers) {
    const because = why === null ? "" : `: ${printable(why)}`;
    lines.push(`${word.peer} ${address}: ${word.outcome[outcome] ?? outcome}${because}`);
  }
  for (const problem of answer.problems) lines.push(`${word.problem}: ${printable(problem)}`);
  if (answer.cross_check !== null) lines.push(...crossCheckLines(answer.cross_check, word));
  return [...lines, `${word.kept} ${answer.store}`, ""].join("\n");
}

/** What was stored, and whether more would have come. */
function storedLines(answer: SyncAnswer, word: SyncWords, isStopped: boolean): string[] {
  const [from, to] = [whole(answer.from_height), whole(answer.to_height)];
  if (!answer.added) return [isStopped ? word.stoppedBefore : word.upToDate(to)];
  const added = word.added(from, to, whole(answer.blocks));
  return isStopped ? [added, word.stopped] : [added];
}

function crossCheckLines(check: NonNullable<SyncAnswer["cross_check"]>, word: SyncWords): string[] {
  if (check.first_height === null || check.last_height === null) return [word.noOverlap];
  const [first, last] = [whole(check.first_height), whole(check.last_height)];
  const differences = check.differences.map(
    ({ height, what, shipped, synced }) => `  ${what} ${height}: ${shipped} → ${synced}`,
  );
  const lines =
    check.differing === 0
      ? [word.crossChecked(whole(check.compared), first, last)]
      : [word.contradicts(whole(check.differing), first, last), ...differences];
  if (check.labels_compared > 0) {
    lines.push(word.labelsAgree(whole(check.labels_agreeing), whole(check.labels_compared)));
  }
  return lines;
}
