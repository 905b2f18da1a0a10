import { existsSync } from "node:fs";
import { join } from "node:path";
import { NETWORKS, NETWORK_NAMES, type Network, type NetworkName } from "../../bitcoin/index.ts";

/** Where one network's synced chain lies in a folder. */
export interface ChainPaths {
  readonly network: Network;
  /** The store, which one process at a time has open. */
  readonly store: string;
  /** What the measurements need of it, written after each sync; any process may read it. */
  readonly blocks: string;
  /** Who has the store open and can be asked; present while a server runs. */
  readonly owner: string;
}

/** Paths of a network's chain in a folder. */
export function chainPaths(folder: string, name: NetworkName): ChainPaths {
  return {
    network: NETWORKS[name],
    store: join(folder, `${name}.duckdb`),
    blocks: join(folder, `${name}.blocks.parquet`),
    owner: join(folder, `${name}.owner.json`),
  };
}

/** Whether a folder is one of chains, synced or just begun. */
export function isChainFolder(folder: string): boolean {
  return NETWORK_NAMES.some((name) => existsSync(chainPaths(folder, name).store));
}

/** Networks that a folder holds a synced chain of. */
export function syncedNetworks(folder: string): NetworkName[] {
  return NETWORK_NAMES.filter((name) => existsSync(chainPaths(folder, name).blocks));
}

/**
 * Folder of synced chains when none is named: `$XDG_DATA_HOME/hashfall`, else
 * `~/.local/share/hashfall`.
 */
export function usualFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment["XDG_DATA_HOME"];
  return base !== undefined && base !== ""
    ? join(base, "hashfall")
    : join(environment["HOME"] ?? ".", ".local", "share", "hashfall");
}
