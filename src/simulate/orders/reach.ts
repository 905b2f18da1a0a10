import type { BlockReach } from "../miners/block-reach.ts";
import type { FleetLayout } from "../miners/fleet-layout.ts";

/** The cohorts and regions in an order's scope. */
export interface Reach extends BlockReach {
  readonly cohorts: Int32Array;
  readonly regions: readonly number[];
}

/** A scope chooses sites, operators and generations apart, so it is blocks by generations. */
export function reachOf(
  cohorts: readonly number[],
  regions: readonly number[],
  layout: FleetLayout,
): Reach {
  const machines = new Float64Array(layout.stride);
  for (const cohort of cohorts) machines[layout.machineOf(cohort)] = 1;
  const firsts = new Set(cohorts.map((cohort) => cohort - (cohort % layout.stride)));
  const hiding = layout.operators.length;
  return {
    cohorts: Int32Array.from(cohorts),
    regions,
    blocks: Int32Array.from(
      [...firsts].flatMap((first) => [first, layout.cohort(layout.siteOf(first), hiding, 0)]),
    ),
    machines,
    sites: Int32Array.from(new Set(cohorts.map((cohort) => layout.siteOf(cohort)))),
  };
}
