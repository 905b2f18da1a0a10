import { join } from "node:path";
import type { Command } from "commander";
import { makeStudy } from "../../app/index.ts";
import { type CommonOptions, HOME, run, withCommonOptions } from "../context.ts";
import { requireLoopback } from "../../server/index.ts";
import { serveWhileMaking } from "../serving.ts";
import { progressLine } from "./study.ts";

interface ServeCommandOptions extends CommonOptions {
  readonly port: string;
  readonly host: string;
}

/** `serve`: the study, made afresh and kept in memory, at an address of this machine. */
export function addServe(program: Command): void {
  withCommonOptions(program.command("serve"))
    .description("serve a study at 127.0.0.1 until stopped")
    .argument("[name]", "name of the study", "sichuan-2021")
    .option("--port <number>", "port to listen on", "8080")
    .option("--host <address>", "address to listen on; the loopback only", "127.0.0.1")
    .action((name: string, given: ServeCommandOptions) =>
      run(given, async (context) => {
        const port = context.options.port("--port", given.port) ?? 0;
        requireLoopback(given.host);
        context.options.finish();
        await serveWhileMaking(context, { host: given.host, port }, async () => {
          const workspace = await context.open();
          const progress = progressLine(context);
          const study = await makeStudy(workspace, {
            name,
            claimsFolder: join(HOME, "claims"),
            progress,
          });
          return study.files;
        });
      }),
    );
}
