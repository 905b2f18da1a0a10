import type { Random } from "../../base/index.ts";
import { EpochNetwork } from "./epoch-network.ts";
import { LawArrivals } from "./law-arrivals.ts";
import type { ChainStart } from "./network.ts";

/** The engine that scenarios run on: counts and retargets exact in law, a few draws a step. */
export class LawNetwork extends EpochNetwork {
  constructor(start: ChainStart, random: Random) {
    super(start, new LawArrivals(random));
  }
}
