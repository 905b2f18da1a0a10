import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type UnixSeconds, invalidInput } from "../base/index.ts";
import type { NetworkName } from "../bitcoin/index.ts";
import type { DifficultyForecaster, Timeline } from "../observe/index.ts";
import { type FactRecord, mergeBlocks } from "../record/index.ts";
import type { ShippedScenario } from "../simulate/index.ts";
import {
  type ClaimFile,
  loadRecord,
  readBlocks,
  readClaimFolder,
  readShippedScenarios,
} from "../store/index.ts";
import { prepareServedWorkspace, prepareWorkspace } from "./prepare-workspace.ts";
import { chainPaths, syncedNetworks } from "./sync/chain-folder.ts";

/** A loaded record with what is derived from it once. */
export interface Workspace {
  readonly record: FactRecord;
  readonly timeline: Timeline;
  /**
   * The blocks from the shipped record's first on, whatever was synced before them: what forecasts
   * learn from, since prices and hardware of earlier years follow other laws.
   */
  readonly modelled: Timeline;
  /** Fits on first use, then stays. @throws HashfallError `input.invalid` but on mainnet. */
  readonly forecaster: () => DifficultyForecaster;
  /** Readable name of a pool; its slug when the record has none. */
  readonly poolName: (slug: string) => string;
}

/** What comes with the program besides its record. */
export interface ShippedFiles {
  /** The files of published claims. */
  readonly claims: readonly ClaimFile[];
  /** The scenarios, and the worlds that they rest on. */
  readonly scenarios: readonly ShippedScenario[];
}

/** All that questions of a page are answered from. */
export interface ServedWorkspace extends Workspace, ShippedFiles {}

/** As far from the sources as from the compiled program. */
const CLAIMS: string = fileURLToPath(new URL("../../claims", import.meta.url));

const SCENARIOS: string = fileURLToPath(new URL("../../scenarios", import.meta.url));

/** Where the facts lie. */
export interface RecordPlaces {
  /** Folder of the record with its manifest. */
  readonly record: string;
  /** Folder of chains synced from a node; none is looked for where it is not given. */
  readonly chains?: string | undefined;
  /** Whose chain; mainnet's where it is not given, or the only one there is. */
  readonly network?: NetworkName | undefined;
}

/**
 * Loads the record, extended by the chain synced to a folder, and prepares it for questions; with
 * `asOf`, as it stood then.
 *
 * @throws HashfallError `record.missing`, `record.damaged`, or `input.invalid` before its first block.
 */
export async function openWorkspace(places: RecordPlaces, asOf?: UnixSeconds): Promise<Workspace> {
  return prepareWorkspace(await loadExtended(places), asOf);
}

/** The same with what comes with the program, which takes longer to read than the record. */
export async function openServedWorkspace(
  places: RecordPlaces,
  asOf?: UnixSeconds,
): Promise<ServedWorkspace> {
  const [record, files] = await Promise.all([loadExtended(places), readShippedFiles()]);
  return prepareServedWorkspace({ record, ...files }, asOf);
}

export async function readShippedFiles(): Promise<ShippedFiles> {
  const [claims, scenarios] = await Promise.all([
    readClaimFolder(CLAIMS),
    readShippedScenarios(SCENARIOS),
  ]);
  return { claims, scenarios };
}

/** The record with the blocks of a synced chain: mainnet's are merged, another network's stand alone. */
async function loadExtended({
  record: folder,
  chains,
  network,
}: RecordPlaces): Promise<FactRecord> {
  const record = await loadRecord(folder);
  const name = network ?? (chains === undefined ? undefined : theNetworkIn(chains));
  if (chains === undefined || name === undefined) return record;
  const { blocks: path } = chainPaths(chains, name);
  if (!existsSync(path)) {
    if (name === "mainnet") return record;
    throw invalidInput("--network", `no chain of ${name} is synced to ${chains}`, "sync one first");
  }
  const synced = await readBlocks(path);
  const extent = { ...record, network: name };
  if (name === "mainnet") return { ...extent, blocks: mergeBlocks(record.blocks, synced) };
  return { ...extent, blocks: synced, modelledFrom: 0, retargets: [], checkpoints: [] };
}

/** Mainnet where its chain was synced, else the only network that was. */
function theNetworkIn(folder: string): NetworkName | undefined {
  const names = syncedNetworks(folder);
  return names.includes("mainnet") || names.length === 1 ? names[0] : undefined;
}
