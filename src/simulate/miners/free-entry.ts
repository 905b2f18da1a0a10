import type { Displacement } from "./displacement.ts";
import type { Fleet } from "./fleet.ts";

/**
 * Plugs in new machines of a generation, switched on, until so much more runs [EH/s]; returns how
 * much that takes where outages leave only a part of the power.
 *
 *   plugged in = running / Σ share × available,   online' = (hash × online + new) / (hash + new)
 */
export function landRunning(
  fleet: Fleet,
  displacement: Displacement,
  { machine, running }: { readonly machine: number; readonly running: number },
): number {
  const { layout, parts, hash, online, available } = fleet;
  const operators = layout.operators.length;
  const cohortOf = (place: number): number =>
    layout.cohort(Math.floor(place / operators), place % operators, machine);
  const shares = parts.map((part, place) => {
    const region = layout.regionOfSite[Math.floor(place / operators)] ?? 0;
    return part * displacement.shareOf(region);
  });
  let powered = 0;
  for (const [place, share] of shares.entries())
    powered += share * (available[cohortOf(place)] ?? 0);
  if (powered === 0) return 0;
  for (const [place, share] of shares.entries()) {
    if (share === 0) continue;
    const cohort = cohortOf(place);
    const added = (running * share) / powered;
    const before = hash[cohort] ?? 0;
    hash[cohort] = before + added;
    online[cohort] = (before * (online[cohort] ?? 0) + added) / (before + added);
  }
  return running / powered;
}
