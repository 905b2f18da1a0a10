import type { ScenarioOrder } from "../scenario/scenario.ts";
import type { BatchDisplacement } from "./batch-displacement.ts";
import type { BatchFleet } from "./batch-fleet.ts";
import type { BatchMarket } from "./batch-market.ts";

/** What the orders of a batch may change. */
export interface BatchTargets {
  readonly fleet: BatchFleet;
  readonly displacement: BatchDisplacement;
  readonly market: BatchMarket;
  readonly stepDays: number;
}

/** An order at work on every member of a batch: what `OrderProgram` is for one. */
export interface BatchOrder {
  /** Forgets the batch before. */
  open(): void;
  /** Takes a member's numbers. */
  reset(lane: number, order: ScenarioOrder): void;
  /** Puts in place what is in force when a run begins, before it is known how much runs. */
  begin(start: number): void;
  /** As `OrderProgram.step`: when any member has something to do again. */
  step(from: number, to: number): number;
}
