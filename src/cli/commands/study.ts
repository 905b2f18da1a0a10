import { join, resolve } from "node:path";
import type { Command } from "commander";
import { type Progress, makeStudy, requireWritable, writeStudy } from "../../app/index.ts";
import { toExahashesPerSecond, hashesPerSecond } from "../../base/index.ts";
import { type StudyData, findings } from "../../report/index.ts";
import type { FileSet } from "../../server/index.ts";
import { type CommonOptions, type Context, HOME, run, withCommonOptions } from "../context.ts";
import { serveWhileMaking } from "../serving.ts";
import { stopSignal } from "../stop-signal.ts";
import { sparkline, styled } from "../terminal.ts";
import { words } from "../words.ts";

interface StudyOptions extends CommonOptions {
  readonly out?: string;
  readonly serve?: boolean;
  readonly port: string;
}

/** `study [NAME]`: runs a whole study, prints its findings, writes the report; serves it if asked. */
export function addStudy(program: Command): void {
  withCommonOptions(program.command("study", { isDefault: true }))
    .description("run a whole study and write its report")
    .argument("[name]", "name of the study", "sichuan-2021")
    .option("--out <folder>", "where to write it; out/NAME when absent")
    .option("--serve", "serve the report at 127.0.0.1 until stopped")
    .option("--port <number>", "port of --serve", "8080")
    .action((name: string, given: StudyOptions) =>
      run(given, async (context) => {
        const port = context.options.port("--port", given.port) ?? 0;
        const make = async (): Promise<FileSet> => makeAndTell(context, name, given.out);
        if (given.serve === true) {
          context.options.finish();
          await serveWhileMaking(context, { host: "127.0.0.1", port, signal: stopSignal() }, make);
        } else await make();
      }),
    );
}

/** Makes a study, writes it, and prints what it found. */
async function makeAndTell(
  context: Context,
  name: string,
  folder: string | undefined,
): Promise<FileSet> {
  const out = resolve(folder ?? join("out", name));
  await requireWritable(out);
  const workspace = await context.open("mainnet");
  const claimsFolder = join(HOME, "claims");
  const study = await makeStudy(workspace, { name, claimsFolder, progress: progressLine(context) });
  await writeStudy(study, out);
  const told = findings(study.data, context.language);
  context.answer({ name, out, findings: told, files: [...study.files.keys()] }, () =>
    studyText(context, study.data, told),
  );
  context.terminal.notes(`${words(context.language).written} ${out}\n`);
  return study.files;
}

/** Names each part on one line that overwrites itself, or line by line where it cannot. */
function progressLine({ terminal, language }: Context): Progress {
  const { parts } = words(language);
  return (part, done, total) => {
    const text = `[${done + 1}/${total}] ${parts[part] ?? part}`;
    const last = done + 1 === total;
    terminal.notes(terminal.live ? `\r\u001b[K${text}${last ? "\n" : ""}` : `${text}\n`);
  };
}

function studyText(context: Context, data: StudyData, told: readonly string[]): string {
  const { terminal, language } = context;
  const { plan, hashrate } = data;
  const weekly = hashrate.filter((_, index) => index % 6 === 0);
  const inExahashes = weekly.map((row) =>
    toExahashesPerSecond(hashesPerSecond(row.hashrate.value)),
  );
  const [low, high] = [Math.min(...inExahashes), Math.max(...inExahashes)];
  return [
    "",
    styled(terminal, "strong", plan.title[language]),
    `${styled(terminal, "accent", sparkline(inExahashes))}  7 d, ${low.toFixed(0)}–${high.toFixed(0)} EH/s`,
    "",
    words(language).findings,
    ...told.map((finding) => `  · ${wrapped(finding, terminal.width - 4)}`),
    "",
    "",
  ].join("\n");
}

/** A sentence broken at spaces to a width, its later lines indented under the first. */
function wrapped(text: string, width: number): string {
  const lines = [""];
  for (const piece of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line.length + piece.length + 1 > width && line !== "") lines.push(piece);
    else lines[lines.length - 1] = line === "" ? piece : `${line} ${piece}`;
  }
  return lines.join("\n    ");
}
