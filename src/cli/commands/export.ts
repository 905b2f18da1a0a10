import { resolve } from "node:path";
import { type Command } from "commander";
import { withChainStore } from "../../app/index.ts";
import { EXPORT_FORMATS, exportColumns } from "../../store/index.ts";
import { type CommonOptions, chainFolder, run, withCommonOptions } from "../context.ts";
import { words } from "../words.ts";

interface ExportOptions extends CommonOptions {
  readonly format?: string;
  readonly out?: string;
}

const WHAT = ["blocks", "chain"] as const;

/** `export`: the record's blocks, or a synced chain with all that it takes to check it elsewhere. */
export function addExport(program: Command): void {
  withCommonOptions(program.command("export"))
    .description(
      "write a table to a file: blocks (height, time, bits, pool) or chain (with headers)",
    )
    .argument("<what>", WHAT.join(" or "))
    .option("--format <name>", `${EXPORT_FORMATS.join(", ")}; as the file's name ends, else csv`)
    .option("--out <file>", "where to write it; WHAT.FORMAT when absent")
    .action((given: string, options: ExportOptions) =>
      run(options, async (context) => {
        const what = context.options.choice("WHAT", given, WHAT);
        const ending = EXPORT_FORMATS.find((name) => options.out?.endsWith(`.${name}`) === true);
        const format = context.options.choice(
          "--format",
          options.format ?? ending ?? "csv",
          EXPORT_FORMATS,
        );
        if (ending !== undefined && format !== undefined && format !== ending) {
          context.options.reject(
            "--out",
            `ends in .${ending}, but ${format} is asked for`,
            "choose one",
          );
        }
        const network = context.options.network("--network", options.network);
        context.options.finish();
        if (what === undefined || format === undefined) return;
        const out = resolve(options.out ?? `${what}.${format}`);
        const rows =
          what === "chain"
            ? await withChainStore(chainFolder(options), network?.name, async (store) =>
                store.exportChain(out, format),
              )
            : await exportColumns((await context.open()).record.blocks, out, format);
        context.answer({ what, format, file: out, rows }, () => "");
        context.terminal.notes(`${format}, ${rows}: ${words(context.language).written} ${out}\n`);
      }),
    );
}
