import type { UnixSeconds } from "../base/index.ts";
import type { PoolBound } from "../record/index.ts";

/** What a block says of its maker. */
export interface CoinbaseClues {
  readonly height: number;
  /** Header time. */
  readonly time: UnixSeconds;
  /** Input script of the coinbase. */
  readonly script: Uint8Array;
  /** Addresses it pays, in the order of the outputs; outputs without one may be left out or empty. */
  readonly addresses: readonly string[];
}

/**
 * How much a match says. `weak`: others may carry it too; it names a pool only when nothing else does.
 * `contained`: it lies inside a longer tag that matches. `out of period`: it names somebody else now.
 */
export type Standing = "counts" | "weak" | "contained" | "out of period";

interface Match {
  /** Slug under which the pool is known today. */
  readonly pool: string;
  /** The tag or the address. */
  readonly value: string;
  /** Lists that ascribe it to the pool. */
  readonly sources: readonly string[];
  readonly validFrom: PoolBound | null;
  readonly validTo: PoolBound | null;
  readonly standing: Standing;
}

/** A tag found in the input script. */
export interface TagEvidence extends Match {
  readonly kind: "tag";
  /** Where it begins, in bytes. */
  readonly offset: number;
  /** The bytes as they stand there, hexadecimal. */
  readonly bytes: string;
  /** False where only the case of ASCII letters differs. */
  readonly exact: boolean;
}

/** An address among those the coinbase pays. */
export interface AddressEvidence extends Match {
  readonly kind: "address";
  /** Where it first stands in the list of addresses. */
  readonly output: number;
  /** Whether the coinbase pays no other address. */
  readonly alone: boolean;
}

export type Evidence = TagEvidence | AddressEvidence;

/** Who made a block, and why we think so. */
export interface Attribution {
  /** Slug of the pool, or `unknown`. */
  readonly pool: string;
  /** The piece of evidence that decided; null where none did. */
  readonly rule: Evidence | null;
  /** Every match, the strongest first. */
  readonly evidence: readonly Evidence[];
  /** Whether matches that count name more than one pool. */
  readonly conflict: boolean;
}
