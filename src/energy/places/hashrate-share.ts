import type { UnixDay } from "../../base/index.ts";

/** A published share of a place in the hashrate, over one month. */
export interface HashrateShare {
  /** Whose: `cambridge` or `hashrate-index`. */
  readonly estimate: string;
  /** Middle of the month. */
  readonly day: UnixDay;
  /** As in scenarios: `CN`, `CN/Sichuan`; `other` for places that the source does not name. */
  readonly place: string;
  /** Part of the whole, 0 to 1; of a bound, what the share is below. */
  readonly share: number;
  readonly isBound: boolean;
  /** The whole: the network, or what China has of it. */
  readonly of: "world" | "CN";
  /** Day by which it was public. */
  readonly published: UnixDay;
  /** False where that day is not known: three months after the end of the month. */
  readonly isDated: boolean;
  /** Address of the page that states it. */
  readonly source: string;
  readonly note: string;
}
