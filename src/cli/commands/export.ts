import { resolve } from "node:path";
import type { Command } from "commander";
import { withChainStore } from "../../app/index.ts";
import { TAKEAWAYS, writeTable } from "../../app/takeaway/index.ts";
import type { NetworkName } from "../../bitcoin/index.ts";
import { EXPORT_FORMATS, type ExportFormat, exportColumns } from "../../store/index.ts";
import {
  type CommonOptions,
  type Context,
  chainFolder,
  run,
  withCommonOptions,
} from "../context.ts";
import { words } from "../words.ts";
import { addExportSite } from "./export-site.ts";

interface ExportOptions extends CommonOptions {
  readonly format?: string;
  readonly out?: string;
}

const TABLES = TAKEAWAYS.map(({ name }) => name).filter((name) => name !== "blocks");
const WHAT: readonly string[] = ["blocks", "chain", ...TABLES];

/** `export`: a table of the record, or a synced chain with all that it takes to check it elsewhere. */
export function addExport(program: Command): void {
  const command = program.command("export");
  addExportSite(command);
  withCommonOptions(command)
    .description(
      "write a table to a file: blocks (height, time, bits, pool), chain (with headers), or another",
    )
    .argument("<what>", WHAT.join(", "))
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
        const rows = await written(context, what, {
          out,
          format,
          network: network?.name,
          chains: chainFolder(options),
        });
        context.answer({ what, format, file: out, rows }, () => "");
        context.terminal.notes(`${format}, ${rows}: ${words(context.language).written} ${out}\n`);
      }),
    );
}

interface Wanted {
  readonly out: string;
  readonly format: ExportFormat;
  readonly network: NetworkName | undefined;
  readonly chains: string;
}

/** Writes what was asked for; returns how many rows it has. */
async function written(
  context: Context,
  what: string,
  { out, format, network, chains }: Wanted,
): Promise<number> {
  if (what === "chain") {
    return withChainStore(chains, network, async (store) => store.exportChain(out, format));
  }
  const workspace = await context.open();
  if (what === "blocks") return exportColumns(workspace.record.blocks, out, format);
  return writeTable(workspace, what, { path: out, format });
}
