import { type Estimate, type UnixDay } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import { fleetHistory, stepOn } from "../fleet/fleet-history.ts";
import { machineTable } from "../fleet/machine-table.ts";
import type { MachineModel } from "../machine.ts";
import type { PowerInputs } from "../fleet/power-inputs.ts";
import { memberWalk, modelFactor } from "./member-walk.ts";

/** A model's part of the hashrate that runs. */
export interface ModelShare {
  readonly machine: MachineModel;
  readonly share: Estimate;
}

/** The machines of a day as the model has them. */
export interface FleetOfDay {
  /** Mean of what runs, J/TH by the makers' figures, with the model's own error. */
  readonly efficiency: Estimate;
  /** Hashrate in owners' hands over the hashrate that runs. */
  readonly installed: Estimate;
  /** Machines that run; those of models without a stated hashrate are not counted. */
  readonly machines: Estimate;
  /** Models that have a part of the network in any draw, largest median first. */
  readonly shares: readonly ModelShare[];
}

export interface FleetQuestion {
  readonly day: UnixDay;
  readonly seed: number;
  readonly draws: number;
}

/**
 * Shares of the fleet on a day, from the same draws as the network's power.
 *
 * They are those of the last step up to the day; NaN throughout for a day before the first.
 */
export function fleetOn(inputs: PowerInputs, { day, seed, draws }: FleetQuestion): FleetOfDay {
  const history = fleetHistory(inputs);
  const ground = { history, table: machineTable(inputs.machines), seed };
  const last = Math.min(stepOn(history, day), history.rate.length - 1);
  const efficiency = new Float64Array(draws);
  const installed = new Float64Array(draws);
  const machines = new Float64Array(draws);
  const shares = inputs.machines.map(() => new Float64Array(draws));
  for (let member = 0; member < draws; member += 1) {
    const own = memberWalk(ground, member);
    let mean = NaN;
    for (let step = 0; step <= last; step += 1) mean = own.walk.advance(step);
    const running = own.walk.running();
    const rate = sum(running);
    efficiency[member] = mean * modelFactor(own, last);
    installed[member] = sum(own.walk.installed) / rate;
    machines[member] = sum(
      running.map((hashrate, row) => hashrate / (inputs.machines[row]?.hashrate ?? Infinity)),
    );
    for (const [row, sample] of shares.entries()) sample[member] = (running[row] ?? 0) / rate;
  }
  return {
    efficiency: estimateOfSample(efficiency),
    installed: estimateOfSample(installed),
    machines: estimateOfSample(machines),
    shares: modelShares(inputs.machines, shares),
  };
}

function modelShares(
  machines: readonly MachineModel[],
  samples: readonly Float64Array[],
): ModelShare[] {
  return machines
    .flatMap((machine, row) => {
      const sample = samples[row];
      if (sample === undefined || !sample.some((share) => share > 0)) return [];
      return [{ machine, share: estimateOfSample(sample) }];
    })
    .toSorted((one, other) => other.share.value - one.share.value);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
