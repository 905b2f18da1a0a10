/** A retarget that happened: first block of the new epoch, when the last of the old one was found. */
export interface Retarget {
  /** Height of the first block of the new epoch, a multiple of 2016. */
  readonly height: number;
  /** Header time of the last block of the old epoch, whole seconds since 1970. */
  readonly time: number;
  readonly bits: number;
  /** New difficulty against the old, per cent. */
  readonly change_pct: number;
}

/** The chain as a run begins. */
export interface ChainStart {
  /** Seconds since 1970. */
  readonly time: number;
  /** Height of the tip. */
  readonly height: number;
  /** Packed target that the next block must meet. */
  readonly bits: number;
  /** Header time of the first block of the tip's epoch. */
  readonly epochStart: number;
}

/**
 * The block layer: given a constant hashrate for a while, how many blocks are found and when the
 * difficulty changes. The law engine, its block-by-block twin and the record itself are such.
 */
export interface Network {
  /** Seconds since 1970 up to which the network has run. */
  readonly time: number;
  /** Height of the tip. */
  readonly height: number;
  readonly bits: number;
  readonly difficulty: number;
  /** Difficulty of all blocks found so far, added up: their work in units of 2^32 hashes. */
  readonly work: number;
  /** Retargets so far, oldest first. */
  readonly retargets: readonly Retarget[];
  /** Runs on at a constant hashrate [H/s] for so long [s]; returns the number of blocks found. */
  advance(hashrate: number, seconds: number): number;
}
