import type { Satoshis, UnixSeconds } from "../../base/index.ts";

/** What a coinbase says, as it is kept. */
export interface StoredCoinbase {
  readonly height: number;
  readonly script: Uint8Array;
  /** Sum of all outputs. */
  readonly value: Satoshis;
  /** Addresses paid, in order of the outputs; outputs without an address are left out. */
  readonly addresses: readonly string[];
  /** Transactions of the block, the coinbase among them. */
  readonly transactions: number;
}

/** A coinbase with the pool it is attributed to. */
export interface LabelledCoinbase extends StoredCoinbase {
  readonly pool: string;
}

/** A block off the best chain; its coinbase null where it is not known. */
export interface StaleBlock {
  readonly hash: Uint8Array;
  readonly height: number;
  readonly header: Uint8Array;
  readonly coinbase: StoredCoinbase | null;
}

/** A reorganisation as it is kept. */
interface StoredReorganisation {
  readonly forkHeight: number;
  readonly depth: number;
  readonly oldTip: Uint8Array;
  readonly newTip: Uint8Array;
}

/** What one step of a sync changes; all of it is stored, or nothing. */
export interface ChainStep {
  readonly at: UnixSeconds;
  /** Height up to which the stored best chain stays; what is stored above it is replaced. */
  readonly keptHeight: number;
  /** Whether anything is stored above it. */
  readonly replaces: boolean;
  /** Blocks that leave the best chain; what their coinbases say is kept with them. */
  readonly leaving: readonly Omit<StaleBlock, "coinbase">[];
  /** Hashes of stale blocks that join the best chain, or are kept anew because of their coinbase. */
  readonly returning: readonly Uint8Array[];
  /** Serialised headers of the heights from `keptHeight + 1` on. */
  readonly headers: Uint8Array;
  readonly coinbases: readonly LabelledCoinbase[];
  /** Blocks off the best chain that are new, or whose coinbase is; not among those that leave. */
  readonly stale: readonly StaleBlock[];
  readonly reorganisations: readonly StoredReorganisation[];
  readonly cursor: { readonly source: string; readonly position: string } | null;
}

/** Names the pool of a coinbase. */
export type Labeller = (coinbase: StoredCoinbase, time: UnixSeconds) => string;
