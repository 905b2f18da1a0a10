import { Random, type UnixDay, unixDay } from "../../base/index.ts";
import { normalDraw } from "../../statistics/index.ts";
import { type FleetHistory, fleetHistory, stepOn } from "../fleet/fleet-history.ts";
import { machineTable } from "../fleet/machine-table.ts";
import type { PowerInputs } from "../fleet/power-inputs.ts";
import { type MemberWalk, memberWalk, modelFactor } from "./member-walk.ts";

/** Relative error of an epoch's hashrate. */
const EPOCH_ERROR: number = 1 / Math.sqrt(2016);

export interface PowerOptions {
  /** Integer from 0 to 2^53 − 1. */
  readonly seed: number;
  readonly draws: number;
  /** First day of the answer; the first day with a price unless given, and never before it. */
  readonly from?: UnixDay;
}

/** What made a draw, for the sensitivity. */
export interface PowerCauses {
  /** Standard normal scores, in the order of `POWER_INPUT_NAMES`. */
  readonly scores: Float64Array;
  /** Scores of what wanders, in each step of the fleet: the owners' power price, the model's error. */
  readonly price: Float64Array;
  readonly model: Float64Array;
}

/** The network's power as draws: draw k is a pure function of (inputs, seed, k). */
export interface NetworkPower {
  readonly firstDay: UnixDay;
  readonly days: number;
  readonly draws: number;
  /** Watts of draw k on day d at k × days + d; NaN on days without a hashrate. */
  readonly power: Float32Array;
  /** By draw. */
  readonly causes: readonly PowerCauses[];
  /** Step of the fleet that holds on each day. */
  readonly stepOfDay: Int32Array;
}

/**
 * Power of the network day by day.
 *
 *   power = hashrate × (1 + counting error) × J/TH of what runs × wall × overhead × model error
 *
 * The J/TH are the fleet's (`FleetWalk`) at the last step up to the day. Days before the first block
 * of the record have their epoch's mean hashrate. The series ends with the prices: without one nobody
 * knows which machines paid for their power.
 */
export function networkPower(inputs: PowerInputs, options: PowerOptions): NetworkPower {
  const history = fleetHistory(inputs);
  const { days } = history;
  const ground = { history, table: machineTable(inputs.machines), seed: options.seed };
  const { priced, firstStep } = history;
  const start = unixDay(Math.max(options.from ?? priced.from, priced.from, firstStep));
  const count = Math.max(priced.to - start, 0);
  const stepOfDay = Int32Array.from({ length: count }, (_, day) =>
    stepOn(history, unixDay(start + day)),
  );
  const power = new Float32Array(count * options.draws);
  const causes = Array.from({ length: options.draws }, (_, member) => {
    const own = memberWalk(ground, member);
    const row = power.subarray(member * count, (member + 1) * count);
    const rates = countedRates(history, Random.stream(options.seed, member, "power.count"));
    const factor = meterFactors(own);
    const first = start - days.firstDay;
    for (let day = 0; day < count; day += 1) {
      row[day] = (rates[first + day] ?? NaN) * (factor[stepOfDay[day] ?? -1] ?? NaN);
    }
    return { scores: own.scores, price: own.price, model: own.model };
  });
  return { firstDay: start, days: count, draws: options.draws, power, causes, stepOfDay };
}

/** Watts for a hash per second in each step, at the meter. */
function meterFactors(member: MemberWalk): Float64Array {
  const constant = member.draw.overhead * member.draw.wall * 1e-12;
  return member.walk
    .efficiencies()
    .map((efficiency, step) => efficiency * constant * modelFactor(member, step));
}

/** Hashrate of each day as it may have been, given the blocks that were counted. */
function countedRates(history: FleetHistory, random: Random): Float64Array {
  const { days, epochDays, epochOf } = history;
  let [epoch, error] = [-1, 0];
  return days.hashrate.map((rate, row) => {
    if (row >= epochDays)
      error = normalDraw(random) / Math.sqrt(Math.max(days.blocks[row] ?? 1, 1));
    else if (epochOf[row] !== epoch) {
      epoch = epochOf[row] ?? 0;
      error = EPOCH_ERROR * normalDraw(random);
    }
    return rate * (1 + error);
  });
}
