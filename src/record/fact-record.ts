import type { UnixDay, UnixSeconds } from "../base/index.ts";
import type { CompactBits, NetworkName } from "../bitcoin/index.ts";
import type { EnergyFacts } from "../energy/index.ts";
import type { Order } from "../policy/index.ts";

/** Consecutive blocks as columns; row i is height firstHeight + i. */
export interface BlockColumns {
  readonly firstHeight: number;
  /** Header time, seconds since 1970; not monotone. */
  readonly time: Float64Array;
  /** Packed target. */
  readonly bits: Uint32Array;
  /** Index into `pools`. */
  readonly pool: Uint16Array;
  /** Slug of each pool, such as `antpool`; `unknown` where the coinbase names nobody. */
  readonly pools: readonly string[];
}

/** First block of an epoch. The time is null where the source gives only the bits. */
export interface RetargetRow {
  readonly height: number;
  readonly time: UnixSeconds | null;
  readonly bits: CompactBits;
}

/** Daily market figures from `firstDay` on; NaN where a day has none. */
export interface MarketColumns {
  readonly firstDay: UnixDay;
  /** Price of one bitcoin, USD. */
  readonly priceUsd: Float64Array;
  /** Fees of all blocks of the day, BTC. */
  readonly feesBtc: Float64Array;
}

/** Who may sign a coinbase how. Each tag and address names the lists it comes from. */
export interface Pool {
  readonly slug: string;
  readonly name: string;
  readonly link: string | null;
  readonly tags: readonly PoolEvidence[];
  readonly addresses: readonly PoolEvidence[];
  /** Other slugs and former names of this pool. */
  readonly aliases: readonly PoolAlias[];
}

/** A height, or an instant to compare with header times. */
export type PoolBound =
  | { readonly kind: "height"; readonly height: number }
  | { readonly kind: "time"; readonly time: UnixSeconds };

/** A tag or an address that points to a pool. Absent bounds mean that none is known. */
export interface PoolEvidence {
  readonly value: string;
  readonly sources: readonly string[];
  /** Where it begins to point to this pool; included. */
  readonly from?: PoolBound;
  /** Where it no longer does; excluded. */
  readonly to?: PoolBound;
  /** Why others may carry it too, where they may. */
  readonly weak?: string;
}

/** Another name under which lists know a pool. */
export interface PoolAlias {
  readonly slug: string;
  readonly name: string;
  /** What makes both one, with the time of the change where there was one and it is known. */
  readonly why: string;
  readonly sources: readonly string[];
}

/** Pools that do not decide apart from each other. */
export interface PoolGroup {
  readonly slug: string;
  readonly name: string;
  readonly why: string;
  /** Slugs of its pools. */
  readonly members: readonly string[];
  readonly from: PoolBound | null;
  readonly to: PoolBound | null;
  readonly sources: readonly string[];
}

/**
 * What two independent lists say of the first block of an epoch: one gives its whole header, the
 * other the hash of the block before it and the bits. Null where a list ends earlier.
 */
export interface Checkpoint {
  readonly height: number;
  readonly header: Uint8Array | null;
  readonly previousHash: string | null;
  readonly bits: CompactBits | null;
}

/** One file of the record: what it holds, in which unit, from where, and its fingerprint. */
export interface RecordFile {
  readonly path: string;
  readonly what: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly period: string;
  readonly source: string;
  readonly licence: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Every fact the program knows. */
export interface FactRecord {
  readonly network: NetworkName;
  /** Height from which on forecasts learn: the first that the shipped record holds. */
  readonly modelledFrom: number;
  readonly blocks: BlockColumns;
  readonly retargets: readonly RetargetRow[];
  readonly market: MarketColumns;
  readonly orders: readonly Order[];
  readonly pools: readonly Pool[];
  readonly poolGroups: readonly PoolGroup[];
  readonly checkpoints: readonly Checkpoint[];
  readonly energy: EnergyFacts;
  readonly files: readonly RecordFile[];
  /** First 16 hex digits of the sha256 over the fingerprints of all files: names this record. */
  readonly fingerprint: string;
}
