import { HashfallError } from "../../base/index.ts";
import {
  type Checkpoints,
  type NetworkName,
  displayHash,
  hashHeaders,
} from "../../bitcoin/index.ts";
import { type CrossCheck, type FactRecord, crossCheck } from "../../record/index.ts";
import { readBlocks } from "../../store/index.ts";
import { chainPaths } from "./chain-folder.ts";
import { ChainKeeper } from "./chain-keeper.ts";
import type { SyncOutcome } from "./chain-sync.ts";
import { type OpenedSource, type SourceRequest, openSource } from "./open-source.ts";
import { findOwner } from "./owner.ts";
import type { ChainEvent, SyncAnswer } from "./sync-answer.ts";
import { syncThrough } from "./sync-through.ts";

export interface SyncRequest {
  readonly source: SourceRequest;
  readonly folder: string;
  /** The record that ships, whose pools label the blocks and against which they are checked. */
  readonly shipped: FactRecord;
  readonly follow: boolean;
  /** Whether mainnet's headers must have the hashes that the shipped checkpoints have. */
  readonly checkpoints: boolean;
  readonly signal: AbortSignal;
  readonly on: (event: ChainEvent) => void;
}

/**
 * Brings the chain kept in a folder up to a source, and keeps it there if asked; through the server
 * that has it open, if one has.
 *
 * @throws HashfallError what the source, the rules or the store find wrong; what was stored stays.
 */
export async function runSync(request: SyncRequest): Promise<SyncAnswer> {
  const { folder, shipped, signal, on } = request;
  const opened = await openSource(request.source, signal, (message) =>
    on({ kind: "waiting", message }),
  );
  try {
    const network = opened.source.network.name;
    const opening = ChainKeeper.open({
      folder,
      network,
      pools: shipped.pools,
      checkpoints: request.checkpoints ? checkpointsOf(shipped, network) : undefined,
      on,
    });
    const keeper = await opening.catch(async (error: unknown) => {
      if (!(error instanceof HashfallError) || error.code !== "store.busy") throw error;
      const owner = await findOwner(chainPaths(folder, network));
      if (owner === null) throw error;
      return owner;
    });
    if (!(keeper instanceof ChainKeeper)) return await syncThrough(keeper, request);
    try {
      return await syncKept(keeper, opened, request);
    } finally {
      await keeper.close();
    }
  } finally {
    await opened.source.close();
  }
}

/** The same for a chain that this process has open already. */
export async function syncKept(
  keeper: ChainKeeper,
  { source, peers, problems }: OpenedSource,
  { follow, signal, shipped }: Pick<SyncRequest, "follow" | "signal" | "shipped">,
): Promise<SyncAnswer> {
  const started = performance.now();
  const outcome = follow
    ? await keeper.follow(source, signal)
    : await keeper.syncOnce(source, signal);
  const seconds = (performance.now() - started) / 1000;
  const { coinbases, tipHeight } = await keeper.extent();
  const isMainnet = source.network.name === "mainnet";
  return {
    source: source.label,
    network: source.network.name,
    ...outcomeAnswer(outcome, seconds),
    tip: keeper.tip,
    blocks_without_coinbase: tipHeight + 1 - coinbases,
    cross_check: isMainnet
      ? crossCheckAnswer(crossCheck(shipped.blocks, await readBlocks(keeper.paths.blocks)))
      : null,
    peers: peers().map(({ address, userAgent, startHeight, tip, headers, outcome: came }) => ({
      address,
      user_agent: userAgent,
      start_height: startHeight,
      tip,
      headers,
      outcome: came.kind,
      why: came.kind === "dropped" ? came.why : null,
    })),
    problems: [...problems()],
    store: keeper.paths.store,
  };
}

function outcomeAnswer(
  { fromHeight, toHeight, blocks, reorganisations, staleBlocks, stopped }: SyncOutcome,
  seconds: number,
): Pick<
  SyncAnswer,
  | "from_height"
  | "to_height"
  | "added"
  | "blocks"
  | "blocks_per_s"
  | "seconds"
  | "reorgs"
  | "reorganisations"
  | "stale_blocks"
  | "stopped"
> {
  return {
    from_height: fromHeight ?? toHeight,
    to_height: toHeight,
    added: fromHeight !== null,
    blocks,
    blocks_per_s: Math.round(blocks / Math.max(seconds, 1e-3)),
    seconds: Math.round(seconds * 1000) / 1000,
    reorgs: reorganisations.length,
    reorganisations: reorganisations.map(({ forkHeight, depth }) => ({
      fork_height: forkHeight,
      depth,
    })),
    stale_blocks: staleBlocks,
    stopped,
  };
}

/** A cross-check in the answer's words. */
function crossCheckAnswer(check: CrossCheck): NonNullable<SyncAnswer["cross_check"]> {
  return {
    first_height: check.first,
    last_height: check.last,
    compared: check.compared,
    differing: check.differing,
    differences: [...check.differences],
    labels_compared: check.labelsCompared,
    labels_agreeing: check.labelsAgreeing,
  };
}

/** Hashes of the shipped checkpoint headers, by height; of mainnet alone. */
export function checkpointsOf(shipped: FactRecord, network: NetworkName): Checkpoints {
  const hashes = new Map<number, string>();
  if (network !== "mainnet") return hashes;
  for (const { height, header } of shipped.checkpoints) {
    if (header !== null) hashes.set(height, displayHash(hashHeaders(header)));
  }
  return hashes;
}
