import { Random } from "../../base/index.ts";
import type { FleetHistory } from "../fleet/fleet-history.ts";
import { FleetWalk } from "../fleet/fleet-walk.ts";
import type { MachineTable } from "../fleet/machine-table.ts";
import { type PowerDraw, drawFrom, scoresOf, wander } from "./power-draw.ts";
import { MODEL_WANDER, PRICE_WANDER } from "./power-priors.ts";

/** What every draw of one question has in common. */
interface Ground {
  readonly history: FleetHistory;
  readonly table: MachineTable;
  readonly seed: number;
}

/** One draw: a pure function of (ground, member). */
export interface MemberWalk {
  /** Standard normal scores of its inputs, in the order of `POWER_INPUT_NAMES`. */
  readonly scores: Float64Array;
  readonly draw: PowerDraw;
  readonly walk: FleetWalk;
  /** The same of what wanders, in each step. */
  readonly price: Float64Array;
  readonly model: Float64Array;
}

/** Owners pay for the whole site, so overhead and the machines' real draw raise their cost. */
export function memberWalk({ history, table, seed }: Ground, member: number): MemberWalk {
  const steps = history.rate.length;
  const scores = scoresOf(seed, member);
  const draw = drawFrom(scores);
  const price = wander(Random.stream(seed, member, "power.price"), PRICE_WANDER.years, steps);
  const model = wander(Random.stream(seed, member, "power.model"), MODEL_WANDER.years, steps);
  const level = Math.log(draw.fleet.powerPrice * draw.overhead * draw.wall);
  const logPrice = price.map((value) => level + PRICE_WANDER.deviation * value);
  return {
    scores,
    draw,
    walk: new FleetWalk(table, history, { draw: draw.fleet, logPrice }),
    price,
    model,
  };
}

/** Factor on the fleet's J/TH for all that its model leaves out. */
export function modelFactor({ model }: MemberWalk, step: number): number {
  return Math.exp(MODEL_WANDER.deviation * (model[step] ?? NaN));
}
