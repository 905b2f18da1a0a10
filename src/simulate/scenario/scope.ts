import type { OrderScope, Scenario } from "./scenario.ts";

/** Place of which every other is a part. */
const WORLD = "World";

/** Whether a place is another or lies below it: `CN` covers `CN/Sichuan`; `World` covers all. */
export function covers(place: string, other: string): boolean {
  if (place === WORLD) return true;
  return `${other}/`.startsWith(`${place}/`);
}

/** Names of the regions that an order's scope reaches. */
export function regionsInScope(
  regions: Scenario["regions"],
  scope: Pick<OrderScope, "place">,
): string[] {
  return Object.keys(regions).filter((name) => covers(scope.place, regions[name]?.place ?? ""));
}
