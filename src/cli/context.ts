import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { HashfallError, type UnixSeconds } from "../base/index.ts";
import {
  type Workspace,
  isChainFolder,
  openWorkspace,
  syncedNetworks,
  usualFolder,
} from "../app/index.ts";
import type { NetworkName } from "../bitcoin/index.ts";
import type { Language } from "../report/index.ts";
import { EXIT_STATUS } from "./exit-status.ts";
import { OptionReader } from "./option-reader.ts";
import { whole } from "./sync-progress.ts";
import { syncWords } from "./sync-words.ts";
import { type Terminal, printable, processTerminal } from "./terminal.ts";

/** Folder of the installed program: claims, data and outputs are beside its `dist`. */
export const HOME: string = fileURLToPath(new URL("../../", import.meta.url));

/** Folder of the record that ships. */
export const SHIPPED: string = `${HOME}data`;

/** Options every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly lang: string;
  /** Folder given in place of the shipped record and of the usual folder of synced chains. */
  readonly data?: string;
  readonly network?: string;
  readonly asOf?: string;
}

/** What a command works with. */
export interface Context {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly options: OptionReader;
  /**
   * Checks the options read so far, then loads the record as the common options say; of the network
   * they name unless one is given here.
   */
  readonly open: (network?: NetworkName) => Promise<Workspace>;
  /** Prints the one document of `--json`, or the text made instead. */
  readonly answer: (json: object, text: () => string) => void;
}

/** Adds the options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("--json", "print one JSON document")
    .option("--lang <language>", "en or zh", defaultLanguage())
    .option("--network <name>", "mainnet (usual), testnet4, signet or regtest: whose synced chain")
    .option("--as-of <time>", "use only what was known then")
    .option("--data <folder>", "folder of the record, of synced chains, or of both");
}

/** Where the record lies and where synced chains do: the shipped one, unless a folder holds its own. */
export function places(common: CommonOptions): { record: string; chains: string } {
  const { data } = common;
  const ownRecord = data !== undefined && existsSync(join(data, "manifest.json"));
  return { record: ownRecord ? data : SHIPPED, chains: chainFolder(common) };
}

/** @throws HashfallError `record.missing` for a folder with neither a record nor a synced chain. */
function requireSomething(folder: string | undefined): void {
  if (folder === undefined || existsSync(join(folder, "manifest.json"))) return;
  if (isChainFolder(folder) || syncedNetworks(folder).length > 0) return;
  const reason = "holds neither a record nor a synced chain";
  throw new HashfallError("record.missing", `${folder} ${reason}`, {
    problems: [
      { path: folder, reason, remedy: "name another folder with --data, or sync a chain to it" },
    ],
  });
}

/** Folder that synced chains are kept in. */
export function chainFolder({ data }: CommonOptions): string {
  return data ?? usualFolder(process.env);
}

function defaultLanguage(): Language {
  return /^zh/iu.test(process.env["LC_ALL"] ?? process.env["LANG"] ?? "") ? "zh" : "en";
}

/** Runs a command: gives it its context, and turns failures into messages and an exit status. */
export async function run(
  common: CommonOptions,
  command: (context: Context) => Promise<void>,
): Promise<void> {
  const terminal = processTerminal();
  const options = new OptionReader();
  const json = common.json === true;
  const language = options.choice("--lang", common.lang, ["en", "zh"] as const) ?? "en";
  const network = options.network("--network", common.network);
  const asOf: UnixSeconds | undefined = options.time("--as-of", common.asOf);
  const usual: NetworkName | undefined = common.data === undefined ? "mainnet" : undefined;
  let named: object = {};
  try {
    await command({
      terminal,
      language,
      options,
      open: async (only) => {
        options.finish();
        requireSomething(common.data);
        const asked = only ?? network?.name ?? usual;
        const workspace = await openWorkspace({ ...places(common), network: asked }, asOf);
        const { network: name, blocks } = workspace.record;
        if (name !== "mainnet") {
          named = { network: name };
          const tip = blocks.firstHeight + blocks.time.length - 1;
          terminal.notes(`${syncWords(language).otherNetwork(name, whole(tip))}\n`);
        }
        return workspace;
      },
      answer: (document, text) =>
        terminal.out(json ? `${JSON.stringify({ ...named, ...document }, null, 1)}\n` : text()),
    });
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    report(terminal, error, json);
  }
}

function report(terminal: Terminal, error: HashfallError, json: boolean): void {
  process.exitCode = EXIT_STATUS[error.code];
  const { code, message, problems } = error;
  if (json) terminal.out(`${JSON.stringify({ error: { code, message, problems } }, null, 1)}\n`);
  const lines = problems.map(
    ({ path, reason, remedy }) => `  ${printable(`${path}: ${reason}`)}\n    ${remedy}\n`,
  );
  terminal.notes(`hashfall: ${lines.length === 0 ? printable(message) : code}\n${lines.join("")}`);
}
