import type { ChainStart } from "../network/network.ts";
import type { RecordedEpoch } from "../network/recorded-network.ts";

/** What a run takes from the record, cut at the instant up to which things are known. */
export interface ScenarioFacts {
  /** The chain at the scenario's start. */
  readonly chain: ChainStart;
  /** Hashrate before the start, EH/s, with the standard deviation of its logarithm. */
  readonly hashrate_EH_s: number;
  readonly hashrateSpread: number;
  /** Daily price from a day on [days since 1970, USD]; nothing after what is known. */
  readonly priceFirstDay: number;
  readonly price_USD: readonly number[];
  /** Mean fees of a block before the start, BTC. */
  readonly fees_BTC_block: number;
  /**
   * What the chain did between the start and what is known: the run follows it and is free from
   * there on. Null where the run is free from its start.
   */
  readonly recorded: RecordedChain | null;
  /** First 16 hex digits of the record's fingerprint. */
  readonly record: string;
}

/** Difficulty as it really was, for a run to follow. */
export interface RecordedChain {
  /** Up to when, s since 1970; the chain then. */
  readonly until: ChainStart;
  readonly epochs: readonly RecordedEpoch[];
}
