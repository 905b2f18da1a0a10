import { join, resolve } from "node:path";
import type { Command } from "commander";
import { makeSite, requireFree, writeSite } from "../../app/site/index.ts";
import { type CommonOptions, HOME, run, withCommonOptions } from "../context.ts";
import { words } from "../words.ts";

interface SiteCommandOptions extends CommonOptions {
  readonly force?: boolean;
}

/** Studies that a site holds. */
const STUDIES = ["sichuan-2021"] as const;

/** `export site`: the page as a folder that needs no server. */
export function addExportSite(command: Command): void {
  withCommonOptions(command.command("site"))
    .description(
      "write the page with the record in it: a folder for any web host, or to open from disk",
    )
    .argument("<dir>", "folder to write; new or empty")
    .option("--force", "replace a site that was written before")
    .action((given: string, _own: unknown, self: Command) => {
      const options: SiteCommandOptions = self.optsWithGlobals();
      return run(options, async (context) => {
        if (options.asOf !== undefined) {
          const reason = "a site holds the whole record";
          context.options.reject("--as-of", reason, "leave it out; the page's answers take as_of");
        }
        context.options.finish();
        const folder = resolve(given);
        await requireFree(folder, options.force === true);
        const files = await makeSite(await context.open(), {
          built: join(HOME, "dist", "site"),
          icon: join(HOME, "dist", "web", "icon.svg"),
          claimsFolder: join(HOME, "claims"),
          studies: STUDIES,
          progress: (part) => context.terminal.notes(`${part}\n`),
        });
        await writeSite(files, folder);
        const bytes = [...files.values()].reduce(
          (sum, content) => sum + Buffer.byteLength(content),
          0,
        );
        context.answer({ what: "site", folder, files: files.size, bytes }, () => "");
        context.terminal.notes(`${words(context.language).written} ${folder}\n`);
      });
    });
}
