import type { Random } from "../../base/index.ts";
import { EachArrival } from "./each-arrival.ts";
import { EpochNetwork } from "./epoch-network.ts";
import type { ChainStart } from "./network.ts";

/** The slow twin: one exponential waiting time for every block. */
export class BlockNetwork extends EpochNetwork {
  constructor(start: ChainStart, random: Random) {
    super(start, new EachArrival(random));
  }
}
