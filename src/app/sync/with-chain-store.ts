import { existsSync } from "node:fs";
import { HashfallError, invalidInput } from "../../base/index.ts";
import { NETWORK_NAMES, type NetworkName } from "../../bitcoin/index.ts";
import { ChainStore } from "../../store/index.ts";
import { type ChainPaths, chainPaths } from "./chain-folder.ts";
import { findOwner } from "./owner.ts";

/**
 * Opens the store of a chain synced to a folder, for as long as the work takes: the network's that is
 * given; else mainnet's, or the only one there is.
 *
 * @throws HashfallError `input.invalid` where there is none to choose or more than one; `store.busy`
 *   while another process has it open; what the work throws.
 */
export async function withChainStore<T>(
  folder: string,
  network: NetworkName | undefined,
  work: (store: ChainStore) => Promise<T>,
): Promise<T> {
  const paths = chainPaths(folder, network ?? theNetworkIn(folder));
  if (!existsSync(paths.store)) throw nothingSynced(folder, `of ${paths.network.name} `);
  const store = await openStore(paths);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Opens a store; where a server has it open already, the failure names the server. */
export async function openStore(paths: ChainPaths): Promise<ChainStore> {
  try {
    return await ChainStore.open(paths.store, paths.network);
  } catch (error) {
    const owner = await findOwner(paths);
    if (owner === null || !(error instanceof HashfallError) || error.code !== "store.busy")
      throw error;
    const reason = `the server at ${owner.url} (process ${owner.pid}) has it open`;
    throw new HashfallError("store.busy", `${paths.store}: ${reason}`, {
      cause: error,
      problems: [{ path: paths.store, reason, remedy: "stop the server first" }],
    });
  }
}

function theNetworkIn(folder: string): NetworkName {
  const found = NETWORK_NAMES.filter((name) => existsSync(chainPaths(folder, name).store));
  const [first, ...others] = found;
  if (first === undefined) throw nothingSynced(folder, "");
  if (first === "mainnet" || others.length === 0) return first;
  throw invalidInput(
    "--network",
    `${folder} holds chains of ${found.join(", ")}`,
    "say which one is meant",
  );
}

function nothingSynced(folder: string, ofNetwork: string): HashfallError {
  return invalidInput(
    "--data",
    `no chain ${ofNetwork}is synced to ${folder}`,
    "sync one first: hashfall sync --from http://HOST:PORT, or name the folder of one that is",
  );
}
