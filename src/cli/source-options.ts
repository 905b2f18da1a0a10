import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Credentials, SourceRequest } from "../app/index.ts";
import type { CommonOptions } from "./context.ts";
import type { OptionReader } from "./option-reader.ts";

/** Options that say where blocks come from. */
export interface SourceOptions extends CommonOptions {
  readonly from?: string;
  readonly cookie?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly protocol: string;
  readonly connections?: string;
}

const PASSWORD_VARIABLE = "HASHFALL_RPC_PASSWORD";
const MOST_CONNECTIONS = 64;

/** Adds those options to a command. */
export function withSourceOptions(command: Command): Command {
  return command
    .option(
      "--from <source>",
      "http://HOST:PORT of a node, blk:FOLDER, p2p:HOST:PORT[,…], p2p:seeds, or file:PATH",
    )
    .option("--cookie <file>", "the node's cookie file; found by itself for a node of this machine")
    .option("--user <name>", `user of the node's RPC; its password from ${PASSWORD_VARIABLE}`)
    .option("--password-file <file>", "file that holds the password of --user")
    .option("--protocol <name>", "auto, rest or rpc: how to ask a node", "auto")
    .option("--connections <number>", "connections kept open to a node, 1 to 64; 8 when absent");
}

/** What those options ask for. */
export async function readSource(
  options: OptionReader,
  given: SourceOptions,
): Promise<SourceRequest | null> {
  const protocol = options.choice("--protocol", given.protocol, ["auto", "rest", "rpc"] as const);
  const connections = options.number("--connections", given.connections, [1, MOST_CONNECTIONS]);
  const network = options.network("--network", given.network);
  const credentials = await readCredentials(options, given);
  if (given.from === undefined) return null;
  return {
    from: given.from,
    network,
    credentials,
    protocol,
    connections: connections === undefined ? undefined : Math.round(connections),
    home: process.env["HOME"],
  };
}

async function readCredentials(
  options: OptionReader,
  { cookie, user, passwordFile }: SourceOptions,
): Promise<Credentials | undefined> {
  if (cookie !== undefined && user !== undefined) {
    options.reject("--cookie", "given together with --user", "give one of the two");
  }
  if (cookie !== undefined) return { kind: "cookie", path: cookie };
  if (user === undefined) return undefined;
  const password =
    passwordFile === undefined
      ? process.env[PASSWORD_VARIABLE]
      : await readFile(passwordFile, "utf8").catch(() => undefined);
  if (password === undefined) {
    const reason = passwordFile === undefined ? "no password is given" : "the file cannot be read";
    const remedy = `name a file with --password-file, or set ${PASSWORD_VARIABLE}`;
    options.reject(passwordFile === undefined ? "--user" : "--password-file", reason, remedy);
    return undefined;
  }
  return { kind: "password", user, password: password.replace(/\r?\n$/u, "") };
}
