import type { Scenario } from "../scenario/scenario.ts";
import { withValues } from "../scenario/values.ts";

/** A number of the copy: the map or list that holds it, and its key there. */
interface Slot {
  readonly holder: object;
  readonly key: string;
}

/**
 * A scenario whose numbers at some paths are set again and again, for one member after another:
 * `withValues` without a new copy each time. Whoever is given the scenario must be done with it before
 * the next values are set.
 */
export class WorkingCopy {
  readonly scenario: Scenario;
  private readonly slots: readonly Slot[];

  /** @throws HashfallError `number.domain` for a path the scenario does not have. */
  constructor(scenario: Scenario, paths: readonly string[]) {
    const own = withValues(scenario, paths, new Float64Array(paths.length));
    this.scenario = own;
    this.slots = paths.map((path) => slotOf(own, path));
  }

  set(values: ArrayLike<number>): Scenario {
    for (let index = 0; index < this.slots.length; index += 1) {
      const slot = this.slots[index];
      if (slot !== undefined) Reflect.set(slot.holder, slot.key, values[index] ?? NaN);
    }
    return this.scenario;
  }
}

function slotOf(scenario: Scenario, path: string): Slot {
  const keys = path.split(".");
  let holder: object = scenario;
  for (const key of keys.slice(0, -1)) {
    const child: unknown = Reflect.get(holder, key);
    if (typeof child === "object" && child !== null) holder = child;
  }
  return { holder, key: keys.at(-1) ?? "" };
}
