import type { Network } from "../network/network.ts";
import { EPOCH_FIELDS } from "./member-shape.ts";

/** Takes down the retargets of a member's chain, and of the one that it goes on with. */
export class EpochList {
  private epochs: Float64Array = new Float64Array(0);
  private count = 0;
  /** Chain whose retargets are taken down, and how many of them are. */
  private source: Network | undefined;
  private taken = 0;

  /** Begins a list: `epochs[e * 3 + field]`, NaN where none is. */
  open(epochs: Float64Array): void {
    this.epochs = epochs;
    this.count = 0;
    this.taken = 0;
    this.source = undefined;
    epochs.fill(NaN);
  }

  /** Takes down the retargets since the last time. */
  take(network: Network): void {
    if (network !== this.source) this.begin(network);
    while (this.taken < network.retargets.length) {
      const retarget = network.retargets[this.taken];
      const at = this.count * EPOCH_FIELDS.length;
      if (retarget === undefined || at >= this.epochs.length) return;
      this.epochs[at] = retarget.height;
      this.epochs[at + 1] = retarget.time;
      this.epochs[at + 2] = retarget.change_pct;
      this.count += 1;
      this.taken += 1;
    }
  }

  private begin(network: Network): void {
    this.source = network;
    this.taken = 0;
  }
}
