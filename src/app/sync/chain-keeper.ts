import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { HashfallError, formatTime, unixSeconds } from "../../base/index.ts";
import { type Checkpoints, type NetworkName, displayHash } from "../../bitcoin/index.ts";
import type { BlockSource } from "../../ingest/index.ts";
import type { Pool } from "../../record/index.ts";
import { type ChainExtent, ChainStore } from "../../store/index.ts";
import { type ChainPaths, chainPaths } from "./chain-folder.ts";
import { ChainSync, type SyncOutcome, type SyncProgress } from "./chain-sync.ts";
import type { ChainEvent, ChainTip } from "./sync-answer.ts";
import { poolLabeller } from "./pool-labeller.ts";

export interface KeeperOptions {
  readonly folder: string;
  readonly network: NetworkName;
  /** Whose coinbases are told by which marks. */
  readonly pools: readonly Pool[];
  /** Hashes that its headers must have at certain heights; none where it is not given. */
  readonly checkpoints?: Checkpoints | undefined;
  /** Told of everything that happens. */
  readonly on: (event: ChainEvent) => void;
}

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
const clock = () => unixSeconds(Date.now() / 1000);

/** Keeps one network's chain: has its store open, syncs it from sources, one at a time. */
export class ChainKeeper {
  readonly paths: ChainPaths;
  private readonly store: ChainStore;
  private readonly sync: ChainSync;
  private readonly on: (event: ChainEvent) => void;
  private last: Promise<unknown> = Promise.resolve();
  private exportedSteps: number | null = null;

  private constructor(
    paths: ChainPaths,
    store: ChainStore,
    sync: ChainSync,
    on: (event: ChainEvent) => void,
  ) {
    this.paths = paths;
    this.store = store;
    this.sync = sync;
    this.on = on;
  }

  /** @throws HashfallError `store.busy`, `store.damaged`, `store.full`, `store.newer`. */
  static async open({
    folder,
    network,
    pools,
    checkpoints,
    on,
  }: KeeperOptions): Promise<ChainKeeper> {
    const paths = chainPaths(folder, network);
    const store = await ChainStore.open(paths.store, paths.network);
    try {
      const { label, rules } = poolLabeller(pools);
      if ((await store.labelRules()) !== rules) {
        await store.relabel(label, rules);
        if (existsSync(paths.blocks)) await store.exportBlocks(paths.blocks);
      }
      const progress = ({ blocks, height, tipHeight }: SyncProgress): void =>
        on({ kind: "progress", blocks, height, tip_height: tipHeight });
      const sync = await ChainSync.open(store, {
        label,
        now: clock,
        progress,
        ...(checkpoints === undefined ? {} : { checkpoints }),
      });
      return new ChainKeeper(paths, store, sync, on);
    } catch (error) {
      store.close();
      throw error;
    }
  }

  get tip(): ChainTip {
    const { height, hash, time } = this.sync.tip;
    return { height, hash: displayHash(hash), at: formatTime(time) };
  }

  async extent(): Promise<ChainExtent> {
    return this.store.extent();
  }

  /** Reads a source to its end, after whatever sync is under way. */
  async syncOnce(source: BlockSource, signal: AbortSignal): Promise<SyncOutcome> {
    const run = this.last.then(async () => this.runOnce(source, signal));
    this.last = run.catch(() => undefined);
    return run;
  }

  private async runOnce(source: BlockSource, signal: AbortSignal): Promise<SyncOutcome> {
    const before = this.tip.hash;
    let outcome: SyncOutcome;
    try {
      outcome = await this.sync.run(source, signal);
    } catch (error) {
      // A step that failed may have gone through; and what failed first is what has to be put right.
      this.exportedSteps = null;
      await this.exportNews().catch(() => undefined);
      throw error;
    }
    const { tip } = this;
    const reorganisations = outcome.reorganisations.map(({ forkHeight, depth }) => ({
      fork_height: forkHeight,
      depth,
    }));
    this.on({ kind: "tip", tip, changed: tip.hash !== before, reorganisations });
    await this.exportNews();
    return outcome;
  }

  /** Writes the blocks where something was stored since; always the first time, for steps before it. */
  private async exportNews(): Promise<void> {
    const { steps } = this.sync;
    if (this.exportedSteps === steps) return;
    await this.store.exportBlocks(this.paths.blocks);
    this.exportedSteps = steps;
  }

  /**
   * Keeps up with a source until told to stop: new blocks and reorganisations as they come. A source
   * that cannot be reached is tried again, with pauses that grow to a minute.
   *
   * @returns what came of it all.
   */
  async follow(source: BlockSource, signal: AbortSignal): Promise<SyncOutcome> {
    const outcomes: SyncOutcome[] = [];
    let pause = FIRST_PAUSE_S;
    while (!signal.aborted) {
      try {
        outcomes.push(await this.syncOnce(source, signal));
        pause = FIRST_PAUSE_S;
        await source.changed(signal);
      } catch (error) {
        if (!(error instanceof HashfallError) || error.code !== "source.unreachable") throw error;
        if (signal.aborted) break;
        this.on({ kind: "trouble", message: error.message, retry_in_s: pause });
        await paused(pause, signal);
        pause = Math.min(pause * 2, LONGEST_PAUSE_S);
      }
    }
    return together(outcomes, this.sync.tip.height);
  }

  /** Lets the sync under way end, then closes the store. */
  async close(): Promise<void> {
    await this.last;
    this.store.close();
  }
}

/** The outcomes of many runs as one. */
function together(outcomes: readonly SyncOutcome[], toHeight: number): SyncOutcome {
  const sum = (of: (outcome: SyncOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const heights = outcomes.flatMap(({ fromHeight }) => fromHeight ?? []);
  return {
    fromHeight: heights.length === 0 ? null : Math.min(...heights),
    toHeight,
    blocks: sum(({ blocks }) => blocks),
    staleBlocks: sum(({ staleBlocks }) => staleBlocks),
    reorganisations: outcomes.flatMap(({ reorganisations }) => reorganisations),
    stopped: true,
  };
}

/** Waits some seconds, or until told to stop. */
async function paused(seconds: number, signal: AbortSignal): Promise<void> {
  await wait(seconds * 1000, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
