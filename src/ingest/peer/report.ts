/** How a peer stands to the chain of the peers. */
export type PeerOutcome =
  /** Its newest block is that of the chain. */
  | { readonly kind: "agrees" }
  /** It has the chain, but not to its end. */
  | { readonly kind: "behind" }
  /** Its chain leaves the other before the end. */
  | { readonly kind: "other branch" }
  /** It was left alone: unreachable, ahead of this machine's clock, or it broke the rules. */
  | { readonly kind: "dropped"; readonly why: string }
  | { readonly kind: "not asked" };

/**
 * What came of asking a peer, the last time.
 *
 * The chain compared with is that of the first peer that answered to the end, with what others added to
 * its tip. Which branch has most work is for the receiver to say; hence `tip`.
 */
export interface PeerReport {
  /** Host and port. */
  readonly address: string;
  /** Its program, in its own words, printable ASCII; null where it was never greeted. */
  readonly userAgent: string | null;
  /** Height of its tip when greeted, in its own words. */
  readonly startHeight: number | null;
  /** Hash of its newest block, in display order; null where it is not known. */
  readonly tip: string | null;
  /** Headers that it gave; a peer behind or on another branch gives some that are known. */
  readonly headers: number;
  readonly outcome: PeerOutcome;
}
