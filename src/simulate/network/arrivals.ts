/**
 * Arrivals of a Poisson process of rate one, met in pieces. Every engine asks for no more than this, and
 * engines differ only in how they draw it.
 */
export interface UnitArrivals {
  /** After a stop, how much of the amount was used up to the arrival where it stopped. */
  readonly used: number;
  /** Arrivals within the next `amount` (≥ 0) of unit time, stopping at the `most`-th (≥ 1). */
  take(amount: number, most: number): number;
}
