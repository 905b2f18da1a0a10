import { type UnixSeconds, formatTime, invalidInput, unixSeconds } from "../base/index.ts";
import type { NetworkName } from "../bitcoin/index.ts";
import { DifficultyForecaster, Timeline } from "../observe/index.ts";
import { type FactRecord, blocksFrom, recordAsOf } from "../record/index.ts";
import type { ServedWorkspace, ShippedFiles, Workspace } from "./workspace.ts";

/** What a served workspace is made of: plain data, as an exported site packs it. */
export interface WorkspaceFacts extends ShippedFiles {
  readonly record: FactRecord;
}

/** As `prepareWorkspace`, with what comes with the program. */
export function prepareServedWorkspace(
  { record, ...files }: WorkspaceFacts,
  asOf?: UnixSeconds,
): ServedWorkspace {
  return { ...prepareWorkspace(record, asOf), ...files };
}

/**
 * Prepares facts for questions; with `asOf`, as it stood then. Reads no file, so that a browser can.
 *
 * @throws HashfallError `input.invalid` before the record's first block.
 */
export function prepareWorkspace(whole: FactRecord, asOf?: UnixSeconds): Workspace {
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

/** A record cut at an instant lacks nothing up to it, if the whole one reaches that far. */
function knownUntil(whole: FactRecord, asOf: UnixSeconds | undefined): UnixSeconds | undefined {
  const last = unixSeconds(whole.blocks.time.at(-1) ?? NaN);
  return asOf === undefined ? undefined : unixSeconds(Math.min(asOf, last));
}
