import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { NETWORKS, NETWORK_NAMES, type NetworkName } from "../../bitcoin/index.ts";
import { refused } from "./failures.ts";

/** A name and its password, or the file a running node keeps both in. */
export type Credentials =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  | { readonly kind: "cookie"; readonly path: string };

/** Longest cookie file read; Core writes 75 bytes. */
const COOKIE_LIMIT = 1_000;

/** Folder of a network's cookie within Core's data folder. Bitcoin Core: src/chainparamsbase.cpp. */
const FOLDERS: Readonly<Record<NetworkName, string>> = {
  mainnet: "",
  testnet4: "testnet4",
  signet: "signet",
  regtest: "regtest",
};

const REMEDY =
  "see that the node runs and that this user may read its cookie (-rpccookieperms), " +
  "or give --user NAME with --password-file FILE";

/**
 * Name and password from a cookie file, `name:password` in one line; new at each start of a node.
 *
 * Source: Bitcoin Core v28, src/rpc/request.cpp, `GenerateAuthCookie`.
 *
 * @throws HashfallError `source.refused` when there is none to read.
 */
export async function readCookie(path: string): Promise<string> {
  const text = await beginningOf(path);
  if (text === null) throw refused(path, "no cookie can be read here", REMEDY);
  const cookie = text.trim();
  if (!/^[^:\s]+:[^\s]+$/.test(cookie)) throw refused(path, "this is not a cookie file", REMEDY);
  return cookie;
}

/**
 * Where nodes of this machine keep their cookies by default, the likeliest first: on a network's own
 * port only its own, on any other port each.
 */
export function defaultCookies(home: string, port: number): string[] {
  const own = NETWORK_NAMES.filter((name) => NETWORKS[name].rpcPort === port);
  return (own.length > 0 ? own : NETWORK_NAMES).map((name) =>
    join(home, ".bitcoin", FOLDERS[name], ".cookie"),
  );
}

/** Whether an address is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** What goes into the header `Authorization`, and anew when the node has restarted. */
export class Authorization {
  readonly #credentials: Credentials;
  #header = "";

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  async header(): Promise<string> {
    if (this.#header === "") this.#header = await this.#read();
    return this.#header;
  }

  /** Whether there are other credentials than those that were refused. */
  async renewed(refusedHeader: string): Promise<boolean> {
    if (this.#header === refusedHeader) this.#header = await this.#read();
    return this.#header !== refusedHeader;
  }

  async #read(): Promise<string> {
    const given = this.#credentials;
    const pair =
      given.kind === "cookie" ? await readCookie(given.path) : `${given.user}:${given.password}`;
    return `Basic ${Buffer.from(pair).toString("base64")}`;
  }
}

async function beginningOf(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
  if (file === null) return null;
  try {
    if (!(await file.stat()).isFile()) return null;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(COOKIE_LIMIT), 0, COOKIE_LIMIT, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
