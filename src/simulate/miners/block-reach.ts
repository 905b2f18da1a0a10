/** Blocks of cohorts, such as those that an order reaches. */
export interface BlockReach {
  /** First cohort of each block, and first of the hidden on its site. */
  readonly blocks: Int32Array;
  /** By generation: 1 for those reached, else 0. */
  readonly machines: Float64Array;
  readonly sites: Int32Array;
}
