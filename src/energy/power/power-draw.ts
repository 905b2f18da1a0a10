import { DAYS_PER_YEAR, Random } from "../../base/index.ts";
import { normalDraw } from "../../statistics/index.ts";
import { STEP_DAYS } from "../fleet/fleet-history.ts";
import { FLEET_PRIORS, type FleetInput } from "../fleet/fleet-priors.ts";
import type { FleetDraw } from "../fleet/fleet-walk.ts";
import { type Prior, priorValue } from "../fleet/prior.ts";
import { METER_PRIORS, type MeterInput } from "./power-priors.ts";

export type PowerInput = FleetInput | MeterInput;

/** All uncertain inputs that are one number for the whole time, in the order of their scores. */
export const POWER_INPUT_NAMES: readonly PowerInput[] = [
  "life",
  "lifeShape",
  "idleLoss",
  "orders",
  "preference",
  "saleAge",
  "lag",
  "bitmainShare",
  "shedding",
  "powerPrice",
  "priceSpread",
  "overhead",
  "wall",
];

export const POWER_PRIORS: Readonly<Record<PowerInput, Prior>> = {
  ...FLEET_PRIORS,
  ...METER_PRIORS,
};

/** Inputs of one draw. */
export interface PowerDraw {
  readonly fleet: FleetDraw;
  readonly overhead: number;
  readonly wall: number;
}

/** Standard normal scores of draw k: a pure function of (seed, k, name). */
export function scoresOf(seed: number, member: number): Float64Array {
  return Float64Array.from(POWER_INPUT_NAMES, (name) =>
    normalDraw(Random.stream(seed, member, `power.${name}`)),
  );
}

export function drawFrom(scores: Float64Array): PowerDraw {
  const of = (name: PowerInput): number =>
    priorValue(POWER_PRIORS[name].law, scores[POWER_INPUT_NAMES.indexOf(name)] ?? 0);
  return {
    fleet: {
      life: Math.max(of("life"), 1),
      lifeShape: of("lifeShape"),
      idleLoss: of("idleLoss"),
      orders: of("orders"),
      preference: of("preference"),
      saleAge: of("saleAge"),
      lag: of("lag"),
      bitmainShare: of("bitmainShare"),
      shedding: of("shedding"),
      powerPrice: of("powerPrice"),
      priceSpread: of("priceSpread"),
    },
    overhead: of("overhead"),
    wall: of("wall"),
  };
}

/**
 * A stationary walk that forgets, in steps of the fleet, with deviation 1.
 *
 *   xₙ = a xₙ₋₁ + √(1 − a²) zₙ,   a = exp(−step / years)
 */
export function wander(random: Random, years: number, count: number): Float64Array {
  const keep = Math.exp(-STEP_DAYS / DAYS_PER_YEAR / years);
  const fresh = Math.sqrt(1 - keep * keep);
  const path = new Float64Array(count);
  let value = normalDraw(random);
  for (let step = 0; step < count; step += 1) {
    path[step] = value;
    value = keep * value + fresh * normalDraw(random);
  }
  return path;
}
