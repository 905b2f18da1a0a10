import type { Estimate } from "../../base/index.ts";
import type { TotalInfo } from "../../simulate/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { Simulation } from "./simulate-scenario.ts";

/** Difference B − A of one total, member by member. */
export interface TotalDifference extends TotalInfo {
  /** Members of both that reported a number. */
  readonly members: number;
  /** Null where no member reported in both. */
  readonly difference: Estimate | null;
}

export interface Comparison {
  readonly a: Simulation;
  readonly b: Simulation;
  readonly differences: readonly TotalDifference[];
}

/**
 * Sets two ensembles of one seed side by side. Member k of both has the same luck and the same
 * numbers at the paths they share, so the differences of its totals are those of the scenarios.
 */
export function compareSimulations(a: Simulation, b: Simulation): Comparison {
  const differences = a.summary.totals.map(({ id, unit }, index) => {
    const values = pairedDifferences(a, b, index);
    const difference = values.length === 0 ? null : estimateOfSample(values);
    return { id, unit, members: values.length, difference };
  });
  return { a, b, differences };
}

function pairedDifferences(a: Simulation, b: Simulation, index: number): Float64Array {
  const first = totalByMember(a, index);
  const values: number[] = [];
  for (const [member, value] of totalByMember(b, index)) {
    const other = first.get(member);
    if (other !== undefined) values.push(value - other);
  }
  return Float64Array.from(values);
}

/** One total of every member that reported it. */
function totalByMember({ summary, numbers }: Simulation, index: number): Map<number, number> {
  const stride = summary.totals.length;
  const values = new Map<number, number>();
  for (const { from, to, totals } of numbers) {
    for (let member = from; member < to; member += 1) {
      const value = totals[(member - from) * stride + index] ?? NaN;
      if (!Number.isNaN(value)) values.set(member, value);
    }
  }
  return values;
}
