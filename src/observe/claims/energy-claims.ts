import type { Estimate } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { EnergyClaim, PlaceRankClaim } from "./claim.ts";
import { type EnergyDraws, drawsOf, meanGigawatts, rivalsOf } from "./energy-draws.ts";
import { holds } from "./network-claims.ts";
import type { Judgement, Verdict } from "./verdict.ts";

/** Part of the draws from which on a rank is supported, and below which it is contradicted. */
const LIKELY = 0.5;
const UNLIKELY = 0.05;
/** What a 95 % interval leaves at each end. */
const TAIL = 0.025;
/** Standard errors within which a part of the draws cannot be told from a threshold. */
const NEAR = 1.96;

/** A quantity of a place, one value for each draw; null while no share was public. */
type Quantity = (place: string) => Float64Array | null;

/**
 * Sets a quantity of power, energy or carbon against our own estimate for the same place and days.
 *
 * Supported when the 95 % interval holds the value, contradicted otherwise. A value stated as the
 * most is supported when the whole interval lies up to it, contradicted when all of it lies above,
 * and cannot be told between; one stated as the least the other way round.
 */
export function judgeEnergy(energy: EnergyDraws, claim: EnergyClaim): Judgement {
  if (!isCovered(energy, claim)) return uncovered(energy);
  const quantity = quantityOf(energy, claim);
  const own = quantity(claim.place);
  if (own === null) return UNMAPPED;
  const estimate = estimateOfSample(own);
  const isPart = claim.place !== "network" && claim.what !== "place-share";
  const all = isPart ? quantity("network") : null;
  return {
    verdict: quantityVerdict(estimate, claim),
    evidence: {
      what: claim.what,
      estimate,
      whole: all === null ? null : estimateOfSample(all),
      isNearThreshold: isNear(tailBeyond(own, claim.value), TAIL, own.length),
    },
  };
}

/** Part of the draws on that side of a value where fewer of them are. */
function tailBeyond(draws: Float64Array, value: number): number {
  const below = draws.filter((draw) => draw < value).length / draws.length;
  return Math.min(below, 1 - below);
}

/** Whether a part of so many draws may be the threshold but for chance: within 1.96 √(p (1 − p) / n). */
function isNear(part: number, threshold: number, draws: number): boolean {
  return Math.abs(part - threshold) <= NEAR * Math.sqrt((threshold * (1 - threshold)) / draws);
}

const UNMAPPED: Judgement = {
  verdict: "cannot be measured here",
  evidence: { what: "unmapped" },
};

/** A share needs its day only, the rest every day with its price. */
function isCovered(energy: EnergyDraws, claim: EnergyClaim): boolean {
  if (claim.what === "place-share") return energy.covers(claim.from);
  return energy.networkEnergy(claim).every(Number.isFinite);
}

function uncovered(energy: EnergyDraws): Judgement {
  return { verdict: "cannot be measured here", evidence: { what: "uncovered", ...energy.span } };
}

function quantityOf(energy: EnergyDraws, claim: EnergyClaim): Quantity {
  switch (claim.what) {
    case "energy":
      return (place) => energyOf(energy, claim, place);
    case "power":
      return (place) =>
        energyOf(energy, claim, place)?.map((value) => meanGigawatts(value, claim)) ?? null;
    case "emissions":
      return (place) => summed(energy.byPlace(claim)?.emissions_Mt, place);
    case "renewable":
      return (place) => renewableOf(energy, claim, place);
    case "place-share":
      return (place) => inPerCent(summed(energy.shares(claim.from) ?? undefined, place));
  }
}

/** The network's needs no map. */
function energyOf(energy: EnergyDraws, claim: EnergyClaim, place: string): Float64Array | null {
  if (place === "network") return energy.networkEnergy(claim);
  return summed(energy.byPlace(claim)?.energy_TWh, place);
}

function renewableOf(energy: EnergyDraws, claim: EnergyClaim, place: string): Float64Array | null {
  const sums = energy.byPlace(claim);
  if (sums === null) return null;
  const all = drawsOf(sums.energy_TWh, place);
  return drawsOf(sums.renewable_TWh, place).map((value, draw) => {
    const total = all[draw] ?? NaN;
    // A draw may leave a place nothing, of which no part is renewable.
    return total > 0 ? (100 * value) / total : 0;
  });
}

function summed(byPlace: Float64Array | undefined, place: string): Float64Array | null {
  return byPlace === undefined ? null : drawsOf(byPlace, place);
}

function inPerCent(parts: Float64Array | null): Float64Array | null {
  return parts?.map((part) => 100 * part) ?? null;
}

function quantityVerdict(estimate: Estimate, { value, bound }: EnergyClaim): Verdict {
  if (bound === null) return holds(estimate, value) ? "supported" : "contradicted";
  const { lo95, hi95 } = estimate;
  const isUpper = bound === "upper";
  if (isUpper ? hi95 <= value : lo95 >= value) return "supported";
  const isExcluded = isUpper ? lo95 > value : hi95 < value;
  return isExcluded ? "contradicted" : "not distinguishable from chance";
}

/**
 * Part of the draws in which a place has the rank claimed on a day: supported from a half on,
 * contradicted below a twentieth. Places that the map does not name have no rank.
 */
export function judgeRank(energy: EnergyDraws, claim: PlaceRankClaim): Judgement {
  if (!energy.covers(claim.day)) return uncovered(energy);
  const shares = energy.shares(claim.day);
  if (shares === null) return UNMAPPED;
  const rivals = rivalsOf(claim.place).map((place) => ({ place, draws: drawsOf(shares, place) }));
  const own = drawsOf(shares, claim.place);
  const ranked = new Float64Array(rivals.length);
  const leading = new Float64Array(rivals.length);
  for (const [draw, share] of own.entries()) {
    const others = rivals.map(({ draws }) => draws[draw] ?? NaN);
    addOne(ranked, others.filter((other) => other > share).length);
    addOne(leading, others.indexOf(Math.max(...others)));
  }
  const byRank = [...ranked].map((count) => count / own.length);
  const most = leading.indexOf(Math.max(...leading));
  const probability = byRank[claim.rank - 1] ?? 0;
  return {
    verdict: rankVerdict(probability),
    evidence: {
      what: "place-rank",
      probability,
      byRank,
      share: estimateOfSample(own.map((share) => 100 * share)),
      first: { place: rivals[most]?.place ?? "", probability: (leading[most] ?? NaN) / own.length },
      isNearThreshold: [LIKELY, UNLIKELY].some((line) => isNear(probability, line, own.length)),
    },
  };
}

function addOne(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function rankVerdict(probability: number): Verdict {
  if (probability >= LIKELY) return "supported";
  return probability < UNLIKELY ? "contradicted" : "not distinguishable from chance";
}
