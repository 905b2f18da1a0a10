import type {
  Bounds,
  Estimate,
  JoulesPerTerahash,
  Seconds,
  UnixSeconds,
} from "../../base/index.ts";
import type { Order } from "../../policy/index.ts";
import type { Change } from "../drop.ts";
import { type Claim, ENERGY_UNITS, type EnergyQuantity } from "./claim.ts";

export type Verdict =
  | "supported"
  | "not distinguishable from chance"
  | "contradicted"
  | "cannot be measured here";

/** An estimate of a window, in the unit of the claim. */
export interface WindowedEstimate {
  readonly window: Seconds;
  readonly at: UnixSeconds;
  readonly blocks: number;
  readonly estimate: Estimate;
}

/** What was measured to judge a claim; one shape for each kind. Hashrates in H/s, loads in W. */
export type Evidence =
  | {
      readonly what: "hashrate";
      readonly measured: readonly WindowedEstimate[];
      /** The window that agrees best. */
      readonly closest: WindowedEstimate;
    }
  | {
      readonly what: "hashrate-peak";
      /** Highest estimate near the day, for each window. */
      readonly measured: readonly WindowedEstimate[];
      /** Highest that day when all blocks of 24 h are counted at the newest difficulty, H/s. */
      readonly unweightedPeak: number;
      /** Change of difficulty on that day, per cent; null when there was no retarget. */
      readonly retargetPct: number | null;
      /** The same count weighted as it should be, over the day itself. */
      readonly ofDay: WindowedEstimate;
    }
  | {
      readonly what: "hashrate-change";
      /** Per cent. */
      readonly measured: readonly WindowedEstimate[];
      readonly closest: WindowedEstimate;
      readonly pValue: number;
    }
  | { readonly what: "pool-change"; readonly pool: string; readonly change: Change }
  | {
      readonly what: "load";
      /** Fall of network hashrate at that time, H/s. */
      readonly fall: Estimate;
      readonly implied: readonly {
        readonly efficiency: JoulesPerTerahash;
        readonly hashrate: number;
      }[];
      /** Loads, W, that agree with the fall at any of the efficiencies. */
      readonly consistent: Bounds;
    }
  | {
      readonly what: "machines";
      readonly fall: Estimate;
      /** Hashrate, H/s, and power, W, of so many machines. */
      readonly impliedHashrate: Bounds;
      readonly impliedPower: Bounds;
      /** Most machines that the whole fall leaves room for. */
      readonly most: number;
    }
  | {
      readonly what: "revenue";
      /** Hashprice, USD/TH/d, that the claim implies for the largest and smallest machine. */
      readonly implied: Bounds;
      /** Highest of the period, its day, and the last of the period. */
      readonly highest: Estimate;
      readonly highestAt: UnixSeconds;
      readonly last: Estimate;
    }
  | { readonly what: "order"; readonly order: Order | null }
  | {
      readonly what: "recovery";
      readonly before: Estimate;
      readonly lowest: WindowedEstimate;
      readonly regainedAt: UnixSeconds | null;
    }
  | {
      readonly what: EnergyQuantity;
      /** In the unit of the claim. */
      readonly estimate: Estimate;
      /** The same of the whole network; null where the claim is about it. */
      readonly whole: Estimate | null;
      /** Whether the value is so near an end of the interval that other draws may judge otherwise. */
      readonly isNearThreshold: boolean;
    }
  | {
      readonly what: "place-rank";
      /** Part of the draws in which the place has the rank claimed. */
      readonly probability: number;
      /** Part of the draws in which it has each rank, 1 first. */
      readonly byRank: readonly number[];
      /** Its share of the hashrate, per cent. */
      readonly share: Estimate;
      /** The place that most often has rank 1, and in which part of the draws. */
      readonly first: { readonly place: string; readonly probability: number };
      readonly isNearThreshold: boolean;
    }
  /** No share of any place was public when the record was cut. */
  | { readonly what: "unmapped" }
  | { readonly what: "other" }
  /** The claim speaks of times outside the record, which reaches over this span. */
  | { readonly what: "uncovered"; readonly from: UnixSeconds; readonly to: UnixSeconds };

/** Evidence on a claim of power, energy, carbon or a share. */
export type EnergyEvidence = Extract<Evidence, { what: EnergyQuantity }>;

export function isEnergyEvidence(evidence: Evidence): evidence is EnergyEvidence {
  return evidence.what in ENERGY_UNITS;
}

/** A claim, what was measured, and how the two compare. */
export interface AuditedClaim {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly evidence: Evidence;
}

/** A judgement before its claim is attached. */
export type Judgement = Omit<AuditedClaim, "claim">;
