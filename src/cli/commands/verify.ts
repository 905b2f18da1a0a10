import type { Command } from "commander";
import { HashfallError } from "../../base/index.ts";
import { verifyChain, verifyRecord } from "../../app/index.ts";
import { loadRecord } from "../../store/index.ts";
import { type CommonOptions, chainFolder, places, run, withCommonOptions } from "../context.ts";
import { printable, styled } from "../terminal.ts";
import { words } from "../words.ts";

/** `verify`: replays the rules over the record and sets its sources against each other. */
export function addVerify(program: Command): void {
  withCommonOptions(program.command("verify"))
    .description("check the record, and a synced chain by every rule and against the record")
    .action((given: CommonOptions) =>
      run(given, async ({ terminal, language, open, answer }) => {
        const word = words(language);
        const { record } = await open();
        const shipped = await loadRecord(places(given).record);
        const skipped: string[] = [];
        const result = verifyRecord(
          record,
          await verifyChain(chainFolder(given), record.network, shipped).catch((error: unknown) => {
            if (!(error instanceof HashfallError) || error.code !== "store.busy") throw error;
            skipped.push(error.message);
            terminal.notes(`${printable(error.message)}\n`);
            return [];
          }),
        );
        const answerOf = {
          blocks: result.blocks,
          first_height: result.firstHeight,
          last_height: result.lastHeight,
          retargets_checked: result.retargetsChecked,
          mismatches: result.mismatches.length,
          mismatch_list: result.mismatches,
          files_checked: result.files,
          fingerprint: result.fingerprint,
          skipped,
          checks: result.checks.map(({ check, checked, mismatches }) => ({
            check,
            checked,
            mismatches: mismatches.length,
          })),
        };
        if (result.mismatches.length + skipped.length > 0) process.exitCode = 1;
        answer(answerOf, () =>
          [
            `${styled(terminal, "strong", word.retargetsChecked(result.retargetsChecked, result.mismatches.length))}  (${word.blocks}: ${result.blocks}, ${result.firstHeight}–${result.lastHeight})`,
            word.filesChecked(result.files, result.fingerprint),
            ...result.checks.map(
              ({ check, checked, mismatches }) =>
                `${check}: ${word.checkedOf(checked, mismatches.length)}`,
            ),
            ...result.mismatches
              .slice(0, 20)
              .map(
                ({ check, height, expected, found }) =>
                  `  ${check} at ${height}: expected ${expected}, found ${found}`,
              ),
            "",
          ].join("\n"),
        );
      }),
    );
}
