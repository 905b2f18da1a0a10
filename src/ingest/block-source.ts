import type { HashfallError, Satoshis } from "../base/index.ts";
import type { Network } from "../bitcoin/index.ts";

/** What a block's coinbase says, and how many transactions the block holds, the coinbase among them. */
export interface BlockCoinbase {
  readonly transactions: number;
  /** Input script. */
  readonly script: Uint8Array;
  /** Sum of all outputs. */
  readonly value: Satoshis;
  /** Addresses paid, in order of the outputs; outputs without an address are left out. */
  readonly addresses: readonly string[];
}

/** Blocks as a source hands them over: each block's parent is known already or stands before it. */
export interface BlockBatch {
  /** Serialised headers, 80 bytes each, one after another. */
  readonly headers: Uint8Array;
  /** One for each header; null where the source cannot give it. */
  readonly coinbases: readonly (BlockCoinbase | null)[];
  /** Height of the source's own tip, for the time left; null while it is unknown. */
  readonly tipHeight: number | null;
  /**
   * Where to go on another time, after all blocks so far are safely stored; in the source's own words.
   * Absent from sources that go on from what the receiver knows.
   */
  readonly cursor?: string;
  /** Tells the source that a header of this batch broke a rule, where it can go on without its sender. */
  readonly refuse?: (reason: HashfallError) => void;
}

/** What the receiver has, so that a source need not send it again. */
export interface Known {
  /**
   * Hashes of the receiver's best chain as serialised (32 bytes), from the last block it needs nothing
   * of, then ever sparser down to the first block.
   */
  readonly locator: readonly Uint8Array[];
  /**
   * The same of all it has, where `locator` stops lower for want of coinbases; for sources that go
   * through everything and need to know which parents are there.
   */
  readonly have?: readonly Uint8Array[];
  /** The last cursor of this source that was stored. */
  readonly cursor: string | null;
}

/** A place blocks come from: a node's interface, its files, its peers, an export. */
export interface BlockSource {
  /** Name to print, without any secret. */
  readonly label: string;
  readonly network: Network;
  /** Whether it gives coinbases, or headers only. */
  readonly givesCoinbases: boolean;
  /**
   * Blocks from the last one known that the source shares, up to its present tip; then it ends.
   * It holds no more than a few batches ahead of the reader.
   *
   * @throws HashfallError `source.unreachable`, `source.refused`, `source.malformed`, `stopped`.
   */
  blocks(known: Known, signal: AbortSignal): AsyncIterable<BlockBatch>;
  /** Resolves when the source may have something new, or when `signal` says to stop. */
  changed(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
