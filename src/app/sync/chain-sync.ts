import { HashfallError, type UnixSeconds } from "../../base/index.ts";
import {
  type Checkpoints,
  type Connected,
  type HeaderChain,
  type HeaderFault,
  bytesFromHex,
  parseCoinbase,
} from "../../bitcoin/index.ts";
import {
  type BlockBatch,
  type BlockSource,
  CoinbaseFacts,
  type Known,
} from "../../ingest/index.ts";
import type { ChainStep, ChainStore, Labeller } from "../../store/index.ts";
import { gathered } from "./gathered.ts";
import { planStep } from "./plan-step.ts";

/** How far a sync has come. */
export interface SyncProgress {
  /** Blocks read in this run, those already known among them. */
  readonly blocks: number;
  readonly height: number;
  /** Height of the source's tip; null while it is unknown. */
  readonly tipHeight: number | null;
}

/** What a run did. */
export interface SyncOutcome {
  /** Lowest height that was added or whose coinbase was filled in; null where nothing was. */
  readonly fromHeight: number | null;
  readonly toHeight: number;
  readonly blocks: number;
  readonly reorganisations: readonly { readonly forkHeight: number; readonly depth: number }[];
  /** Stale blocks that came to be kept. */
  readonly staleBlocks: number;
  /** Whether it was told to stop before the source's end. */
  readonly stopped: boolean;
}

export interface SyncOptions {
  readonly label: Labeller;
  readonly checkpoints?: Checkpoints;
  readonly now: () => UnixSeconds;
  readonly progress?: (progress: SyncProgress) => void;
}

/** The newest block that is stored. */
export interface StoredTip {
  readonly height: number;
  /** As serialised. */
  readonly hash: Uint8Array;
  /** Header time. */
  readonly time: UnixSeconds;
}

/** Brings a stored chain up to a source, step by step, each step stored before the next is taken. */
export class ChainSync {
  private readonly store: ChainStore;
  private readonly options: SyncOptions;
  private chain: HeaderChain;
  /** Rows the store keeps as stale. */
  private staleRows: Set<number>;
  private stored: StoredTip;
  private stepsStored = 0;
  /** Whether the chain may be ahead of the store, because a step failed. */
  private isAhead = false;

  private constructor(store: ChainStore, chain: HeaderChain, options: SyncOptions) {
    this.store = store;
    this.options = options;
    this.chain = chain;
    this.staleRows = rowsOff(chain);
    this.stored = tipOf(chain);
  }

  /** Loads what is stored, checking it anew; an empty store gets the network's first block. */
  static async open(store: ChainStore, options: SyncOptions): Promise<ChainSync> {
    const chain = await store.loadChain(options.now(), options.checkpoints);
    const sync = new ChainSync(store, chain, options);
    const { tipHeight } = await store.extent();
    if (tipHeight < 0) await sync.storeFirstBlock();
    return sync;
  }

  get tip(): StoredTip {
    return this.stored;
  }

  /** Steps stored since it was opened. */
  get steps(): number {
    return this.stepsStored;
  }

  private async storeFirstBlock(): Promise<void> {
    const { chain, store, options } = this;
    const coinbase = parseCoinbase(bytesFromHex(chain.network.genesisCoinbase));
    const facts = new CoinbaseFacts(chain.network).of(coinbase, 1);
    const stored = { height: 0, ...facts };
    await store.commit({
      at: options.now(),
      keptHeight: -1,
      replaces: false,
      leaving: [],
      returning: [],
      headers: chain.header(0),
      coinbases: [{ ...stored, pool: options.label(stored, chain.time(0)) }],
      stale: [],
      reorganisations: [],
      cursor: null,
    });
  }

  /**
   * Reads a source to its present end.
   *
   * @throws HashfallError `header.invalid` or `coinbase.invalid` for what breaks a rule; what the
   *   source throws; `store.full`. What was stored before stays.
   */
  async run(source: BlockSource, signal: AbortSignal): Promise<SyncOutcome> {
    requireSameNetwork(source, this.store);
    if (this.isAhead) await this.reload();
    const tally = new Tally();
    try {
      for await (const batch of gathered(source.blocks(await this.known(source), signal))) {
        await this.take(source, batch, tally);
        const { tipHeight } = batch;
        const height = this.chain.tipHeight;
        this.options.progress?.({ blocks: tally.blocks, height, tipHeight });
      }
    } catch (error) {
      if (!(error instanceof HashfallError) || error.code !== "stopped") throw error;
      return tally.outcome(this.tip.height, true);
    }
    await this.noteReadTo(source, tally.highest);
    return tally.outcome(this.tip.height, false);
  }

  /** What a source could not give up to the highest block it handed over need not be asked again. */
  private async noteReadTo(source: BlockSource, highest: number): Promise<void> {
    const { readTo } = await this.store.cursor(source.label);
    if (highest > readTo) await this.store.setReadTo(source.label, highest);
  }

  private async reload(): Promise<void> {
    this.chain = await this.store.loadChain(this.options.now(), this.options.checkpoints);
    this.staleRows = rowsOff(this.chain);
    this.stored = tipOf(this.chain);
    this.isAhead = false;
  }

  /** What the source need not send: all up to the tip, or up to the first coinbase it could fill in. */
  private async known(source: BlockSource): Promise<Known> {
    const { chain, store } = this;
    const { position, readTo } = await store.cursor(source.label);
    const { firstMissing } = await store.extent();
    const whole = !source.givesCoinbases || position !== null;
    const height = whole ? chain.tipHeight : Math.max(firstMissing - 1, readTo);
    const locator = chain.locator(Math.min(height, chain.tipHeight));
    return { locator, have: chain.locator(), cursor: position };
  }

  private async take(source: BlockSource, batch: BlockBatch, tally: Tally): Promise<void> {
    const { chain, store, staleRows, options } = this;
    const [countBefore, tipBefore, now] = [chain.count, chain.tipHeight, options.now()];
    this.isAhead = true;
    const connected = chain.connect(batch.headers, now);
    const { step, becameStale, becameActive } = await planStep({
      store,
      chain,
      label: options.label,
      staleRows,
      batch,
      connected,
      countBefore,
      tipBefore,
      now,
      source: source.label,
    });
    await store.commit(step);
    for (const row of becameStale) staleRows.add(row);
    for (const row of becameActive) staleRows.delete(row);
    this.isAhead = false;
    this.stored = tipOf(chain);
    this.stepsStored += 1;
    tally.add(connected, step, becameStale.length - becameActive.length);
    for (const row of connected.rows) if (chain.isActive(row)) tally.reach(chain.height(row));
    if (connected.fault !== null) refuse(batch, connected.fault);
  }
}

/** Counts over the steps of one run. */
class Tally {
  blocks = 0;
  /** Highest best-chain block that was handed over, known before or not. */
  highest = 0;
  private lowest: number | null = null;
  private staleBlocks = 0;
  private readonly reorganisations: { forkHeight: number; depth: number }[] = [];

  add(connected: Connected, step: ChainStep, newlyStale: number): void {
    this.blocks += connected.rows.length;
    this.staleBlocks += newlyStale;
    const changed = [
      ...(step.headers.length > 0 ? [step.keptHeight + 1] : []),
      ...step.coinbases.map(({ height }) => height),
    ];
    for (const height of changed) this.lowest = Math.min(this.lowest ?? height, height);
    for (const { forkHeight, left } of connected.reorganisations) {
      this.reorganisations.push({ forkHeight, depth: left.length });
    }
  }

  reach(height: number): void {
    this.highest = Math.max(this.highest, height);
  }

  outcome(toHeight: number, stopped: boolean): SyncOutcome {
    const { lowest, blocks, staleBlocks, reorganisations } = this;
    return { fromHeight: lowest, toHeight, blocks, staleBlocks, reorganisations, stopped };
  }
}

function rowsOff(chain: HeaderChain): Set<number> {
  const rows = Array.from({ length: chain.count }, (_, row) => row);
  return new Set(rows.filter((row) => !chain.isActive(row)));
}

function tipOf(chain: HeaderChain): StoredTip {
  const row = chain.activeRow(chain.tipHeight);
  return { height: chain.tipHeight, hash: chain.hash(row).slice(), time: chain.time(row) };
}

function requireSameNetwork(source: BlockSource, store: ChainStore): void {
  if (source.network.name === store.network.name) return;
  const reason = `${source.label} is of ${source.network.name}, the store of ${store.network.name}`;
  throw new HashfallError("source.other-network", reason, {
    problems: [{ path: "--from", reason, remedy: "choose a node of that network" }],
  });
}

/** Ends the sync for a header that breaks a rule, unless the source can go on without its sender. */
function refuse(batch: BlockBatch, { height, hash, rule, message }: HeaderFault): void {
  const reason = `header ${hash} of height ${height ?? "unknown"} breaks the rule "${rule}": ${message}`;
  const remedy =
    rule === "future-time"
      ? "set this machine's clock"
      : "use another source; what was stored before stays";
  const error = new HashfallError("header.invalid", reason, {
    problems: [{ path: `header.${rule}`, reason, remedy }],
  });
  if (batch.refuse === undefined) throw error;
  batch.refuse(error);
}
