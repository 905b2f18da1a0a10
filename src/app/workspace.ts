import { existsSync } from "node:fs";
import { type UnixSeconds, formatTime, invalidInput, unixSeconds } from "../base/index.ts";
import { DifficultyForecaster, Timeline } from "../observe/index.ts";
import type { NetworkName } from "../bitcoin/index.ts";
import { type FactRecord, blocksFrom, mergeBlocks, recordAsOf } from "../record/index.ts";
import { loadRecord, readBlocks } from "../store/index.ts";
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
  const whole = await loadExtended(places);
  const record = asOf === undefined ? whole : recordAsOf(whole, asOf);
  if (record.blocks.time.length === 0) {
    const first = formatTime(unixSeconds(whole.blocks.time[0] ?? NaN));
    throw invalidInput(
      "--as-of",
      "before the record's first block",
      `choose a time after ${first}`,
    );
  }
  const until = knownUntil(whole, asOf);
  const timeline = new Timeline(record.blocks, until);
  const recent = blocksFrom(record.blocks, record.modelledFrom);
  const modelled = recent === record.blocks ? timeline : new Timeline(recent, until);
  const names = new Map(record.pools.map(({ slug, name }) => [slug, name]));
  let forecaster: DifficultyForecaster | undefined;
  return {
    record,
    timeline,
    modelled,
    forecaster: () => {
      requireMainnet(record.network);
      return (forecaster ??= new DifficultyForecaster(modelled, record.market));
    },
    poolName: (slug) => names.get(slug) ?? slug,
  };
}

/** @throws HashfallError `input.invalid` for a network whose difficulty follows no market. */
function requireMainnet(network: NetworkName): void {
  if (network === "mainnet") return;
  const remedy = "ask about mainnet, without --network or with another --data";
  throw invalidInput("--network", `forecasts are made for mainnet, not for ${network}`, remedy);
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

/** A record cut at an instant lacks nothing up to it, if the whole one reaches that far. */
function knownUntil(whole: FactRecord, asOf: UnixSeconds | undefined): UnixSeconds | undefined {
  const last = unixSeconds(whole.blocks.time.at(-1) ?? NaN);
  return asOf === undefined ? undefined : unixSeconds(Math.min(asOf, last));
}
