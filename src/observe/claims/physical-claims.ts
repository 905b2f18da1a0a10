import {
  type Bounds,
  type Estimate,
  type JoulesPerTerahash,
  type Seconds,
  type UnixSeconds,
  boundsAt,
  dayOf,
  estimate,
  hashesPerSecond,
  joulesPerTerahash,
  powerFromRate,
  rateFromPower,
  startOfDay,
  toTerahashesPerSecond,
  unixDay,
} from "../../base/index.ts";
import type { MarketColumns } from "../../record/index.ts";
import { windowsAround } from "../drop.ts";
import { hashrateAt } from "../hashrate.ts";
import { type HashpriceOfDay, hashpriceOf } from "../hashprice.ts";
import type { Timeline } from "../timeline.ts";
import type { LoadClaim, MachinesClaim, RevenueClaim } from "./claim.ts";
import type { Judgement, Verdict } from "./verdict.ts";

/**
 * Sets a load against the hashrate that fell when it went off.
 *
 *   load = fall [H/s] × efficiency [J/TH] × 10⁻¹² × overhead
 *
 * The loads that agree run from the lowest fall with the best machines to the highest fall with the
 * worst; a claim outside them is contradicted as load of mining, whatever else it may be.
 */
export function judgeLoad(timeline: Timeline, claim: LoadClaim): Judgement {
  const fall = fallAround(timeline, claim.at, claim.window);
  const efficiencies = claim.efficiencies.toSorted((a, b) => a - b);
  const [least = joulesPerTerahash(0)] = efficiencies;
  const most = efficiencies.at(-1) ?? least;
  const consistent: Bounds = [
    machinePower(fall.lo95, least) * claim.overhead[0],
    machinePower(fall.hi95, most) * claim.overhead[1],
  ];
  return {
    verdict: loadVerdict(claim.value, consistent, fall),
    evidence: {
      what: "load",
      fall,
      implied: claim.efficiencies.map((efficiency) => ({
        efficiency,
        hashrate: rateFromPower(claim.value, efficiency),
      })),
      consistent,
    },
  };
}

/** Where no fall is certain, a load that would fit one cannot be told from none. */
function loadVerdict(load: number, [least, most]: Bounds, fall: Estimate): Verdict {
  if (load < least || load > most) return "contradicted";
  return fall.lo95 > 0 ? "supported" : "not distinguishable from chance";
}

/**
 * Sets a number of machines against the same fall. Block times see the network and not one farm, so
 * the number can be excluded, when it would outweigh the whole fall, but not confirmed.
 */
export function judgeMachines(timeline: Timeline, claim: MachinesClaim): Judgement {
  const fall = fallAround(timeline, claim.at, claim.window);
  const most = Math.max(0, fall.hi95) / claim.machineHashrate[0];
  return {
    verdict: claim.value > most ? "contradicted" : "cannot be measured here",
    evidence: {
      what: "machines",
      fall,
      impliedHashrate: scaled(claim.machineHashrate, claim.value),
      impliedPower: scaled(claim.machinePower, claim.value),
      most,
    },
  };
}

/**
 * Sets revenue per machine "at the peak" against the hashprice of a period: supported when the
 * hashprice it implies, for some machine allowed, lies in the interval of the period's best day.
 */
export function judgeRevenue(
  timeline: Timeline,
  market: MarketColumns,
  claim: RevenueClaim,
): Judgement {
  const inUsd = claim.value / claim.currencyPerUsd;
  const [smallest, largest] = claim.machineHashrate;
  const implied: Bounds = [
    inUsd / toTerahashesPerSecond(largest),
    inUsd / toTerahashesPerSecond(smallest),
  ];
  const days: HashpriceOfDay[] = [];
  for (let day = dayOf(claim.from); day <= dayOf(claim.to); day = unixDay(day + 1)) {
    days.push(hashpriceOf(timeline, market, day));
  }
  const best = days.reduce((a, b) => (b.hashprice.value > a.hashprice.value ? b : a));
  const last = days.at(-1) ?? best;
  const reached = implied[0] <= best.hashprice.hi95 && implied[1] >= best.hashprice.lo95;
  return {
    verdict: reached ? "supported" : "contradicted",
    evidence: {
      what: "revenue",
      implied,
      highest: best.hashprice,
      highestAt: startOfDay(best.day),
      last: last.hashprice,
    },
  };
}

/**
 * Fall of network hashrate from the window before an instant to the one after, H/s.
 *
 *   lower = d − √((a − a₋)² + (b₊ − b)²),  upper = d + √((a₊ − a)² + (b − b₋)²),  d = a − b
 *
 * Source: G. Y. Zou, A. Donner 2008, Statistics in Medicine 27:1693 (MOVER).
 */
function fallAround(timeline: Timeline, instant: UnixSeconds, window: Seconds): Estimate {
  const windows = windowsAround(instant, window);
  const before = hashrateAt(timeline, windows.before.to, window).hashrate;
  const later = hashrateAt(timeline, windows.after.to, window).hashrate;
  const difference = before.value - later.value;
  return estimate(difference, (level) => {
    const [beforeLow, beforeHigh] = boundsAt(before, level);
    const [laterLow, laterHigh] = boundsAt(later, level);
    return [
      difference - Math.hypot(before.value - beforeLow, laterHigh - later.value),
      difference + Math.hypot(beforeHigh - before.value, later.value - laterLow),
    ];
  });
}

const machinePower = (rate: number, efficiency: JoulesPerTerahash): number =>
  powerFromRate(hashesPerSecond(Math.max(0, rate)), efficiency);

const scaled = ([low, high]: Bounds, factor: number): Bounds => [low * factor, high * factor];
