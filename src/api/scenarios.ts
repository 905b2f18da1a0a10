import type { Bilingual, Order } from "../policy/index.ts";
import type {
  RunCourse,
  ScenarioFacts,
  ShippedScenario,
  StretchScenario,
} from "../simulate/index.ts";

/** A shipped scenario in a list. */
export interface ListedScenario {
  readonly name: string;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly start: string;
  readonly end: string;
  readonly orders: number;
  readonly overrides: readonly { readonly name: string; readonly about: Bilingual }[];
}

/** The shipped scenarios. */
export interface ScenariosAnswer {
  readonly scenarios: readonly ListedScenario[];
}

/** How a stretch of time became a scenario, and what that takes for granted. */
export type StretchReading = Omit<StretchScenario, "shipped">;

/** All that a page needs to put a scenario together and run it itself. */
export interface ScenarioDocumentAnswer {
  readonly scenario: ShippedScenario;
  /** Orders of the record that it names. */
  readonly orders: readonly Order[];
  readonly facts: ScenarioFacts;
  /** What happened in its period, as far as the record goes. */
  readonly course: RunCourse;
  /** Unix seconds; orders known later are no part of the run. Null where all are. */
  readonly as_of_s: number | null;
  /** Null for a shipped scenario. */
  readonly stretch: StretchReading | null;
}
