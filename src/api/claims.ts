import {
  type Estimate,
  toExahashesPerSecond,
  toGigawatts,
  toHours,
  unixSeconds,
} from "../base/index.ts";
import {
  type AuditedClaim,
  CLAIM_DRAWS,
  type ClaimSource,
  type EnergyClaim,
  type EnergyEvidence,
  type EnergyQuantity,
  type Evidence,
  type PlaceRankClaim,
  type WindowedEstimate,
  isEnergyClaim,
  isEnergyEvidence,
} from "../observe/index.ts";
import type { Bilingual, Order } from "../policy/index.ts";
import { dropAnswer } from "./measurements.ts";
import { dayText, inExahashes, isoTime } from "./units.ts";

/** One claim in the answer of `audit`. */
export interface ClaimAnswer {
  readonly id: string;
  readonly what: string;
  readonly where: string;
  readonly says: Bilingual;
  readonly verdict: string;
  readonly reason: string;
  /** What was measured to judge it; the fields depend on `what`. */
  readonly measured: Measured;
  readonly source: ClaimSource;
}

/** Answer of `audit`. */
export interface AuditAnswer {
  readonly claims: readonly ClaimAnswer[];
}

export function auditAnswer(
  claims: readonly AuditedClaim[],
  reasonOf: (audited: AuditedClaim) => string,
): AuditAnswer {
  return {
    claims: claims.map((audited) => ({
      id: audited.claim.id,
      what: audited.claim.assertion.what,
      where: audited.claim.where,
      says: audited.claim.says,
      verdict: audited.verdict,
      reason: reasonOf(audited),
      measured: measured(audited),
      source: audited.claim.source,
    })),
  };
}

type Measured = Readonly<Record<string, unknown>>;
type RankEvidence = Extract<Evidence, { what: "place-rank" }>;
type OtherEvidence = Exclude<Evidence, EnergyEvidence | RankEvidence | { what: "unmapped" }>;
type PhysicalEvidence = Extract<Evidence, { what: "load" | "machines" | "revenue" }>;
type NetworkEvidence = Extract<
  Evidence,
  { what: "hashrate" | "hashrate-peak" | "hashrate-change" | "recovery" }
>;

function measured({ claim, evidence }: AuditedClaim): Measured {
  const { assertion } = claim;
  if (evidence.what === "place-rank") {
    return assertion.what === "place-rank" ? ofRank(evidence, assertion) : {};
  }
  if (isEnergyEvidence(evidence)) {
    return isEnergyClaim(assertion) ? ofEnergy(evidence, assertion) : {};
  }
  return evidence.what === "unmapped" ? {} : ofOthers(evidence);
}

function ofOthers(evidence: OtherEvidence): Measured {
  switch (evidence.what) {
    case "hashrate":
    case "hashrate-peak":
    case "hashrate-change":
    case "recovery":
      return ofNetwork(evidence);
    case "load":
    case "machines":
    case "revenue":
      return ofMachines(evidence);
    case "pool-change":
      return { ...dropAnswer(evidence.change, evidence.pool) };
    case "order":
      return ofOrder(evidence.order);
    case "other":
      return {};
    case "uncovered":
      return { record_from: isoTime(evidence.from), record_to: isoTime(evidence.to) };
  }
}

/** Fields that hold a quantity, with its unit. */
const ENERGY_FIELDS: Readonly<Record<EnergyQuantity, string>> = {
  power: "power_GW",
  energy: "energy_TWh",
  emissions: "emissions_Mt",
  renewable: "renewable_pct",
  "place-share": "share_pct",
};

function ofEnergy(
  { what, estimate, whole, isNearThreshold }: EnergyEvidence,
  claim: EnergyClaim,
): Measured {
  const field = ENERGY_FIELDS[what];
  return {
    place: claim.place,
    from: dayText(claim.from),
    to: dayText(claim.to),
    [field]: estimate,
    ...(whole === null ? {} : { [`network_${field}`]: whole }),
    is_near_threshold: isNearThreshold,
    ...CLAIM_DRAWS,
  };
}

function ofRank(
  { probability, byRank, share, first, isNearThreshold }: RankEvidence,
  claim: PlaceRankClaim,
): Measured {
  return {
    place: claim.place,
    day: dayText(claim.day),
    probability,
    probability_by_rank: byRank,
    share_pct: share,
    most_often_first: first.place,
    first_probability: first.probability,
    is_near_threshold: isNearThreshold,
    ...CLAIM_DRAWS,
  };
}

function ofOrder(order: Order | null): Measured {
  return { order: order?.id ?? null, confidence: order?.confidence ?? null };
}

function ofNetwork(evidence: NetworkEvidence): Measured {
  switch (evidence.what) {
    case "hashrate":
      return {
        windows: evidence.measured.map(hashrateOf),
        closest_window_s: evidence.closest.window,
      };
    case "hashrate-peak":
      return {
        windows: evidence.measured.map(hashrateOf),
        of_day: hashrateOf(evidence.ofDay),
        unweighted_peak_EH_s: toExahashesPerSecond(evidence.unweightedPeak),
        retarget_pct: evidence.retargetPct,
      };
    case "hashrate-change":
      return {
        windows: evidence.measured.map((row) => ({ ...windowOf(row), change_pct: row.estimate })),
        p_value: evidence.pValue,
      };
    case "recovery":
      return {
        before_EH_s: inExahashes(evidence.before),
        lowest: hashrateOf(evidence.lowest),
        regained_at: isoTime(evidence.regainedAt),
      };
  }
}

function ofMachines(evidence: PhysicalEvidence): Measured {
  switch (evidence.what) {
    case "load":
      return {
        fall_EH_s: inExahashes(evidence.fall),
        implied: evidence.implied.map(({ efficiency, hashrate }) => ({
          efficiency_J_TH: efficiency,
          hashrate_EH_s: toExahashesPerSecond(hashrate),
        })),
        consistent_GW: evidence.consistent.map((power) => toGigawatts(power)),
      };
    case "machines":
      return {
        fall_EH_s: inExahashes(evidence.fall),
        implied_EH_s: evidence.impliedHashrate.map((rate) => toExahashesPerSecond(rate)),
        implied_GW: evidence.impliedPower.map((power) => toGigawatts(power)),
        most_machines: evidence.most,
      };
    case "revenue":
      return {
        implied_USD_TH_day: evidence.implied,
        highest_USD_TH_day: evidence.highest,
        highest_at: isoTime(evidence.highestAt),
        last_USD_TH_day: evidence.last,
      };
  }
}

interface MeasuredWindow {
  readonly at: string;
  readonly window_s: number;
  readonly window_h: number;
  readonly blocks: number;
}

function windowOf({ at, window, blocks }: WindowedEstimate): MeasuredWindow {
  return { at: isoTime(unixSeconds(at)), window_s: window, window_h: toHours(window), blocks };
}

function hashrateOf(row: WindowedEstimate): MeasuredWindow & { readonly hashrate_EH_s: Estimate } {
  return { ...windowOf(row), hashrate_EH_s: inExahashes(row.estimate) };
}
