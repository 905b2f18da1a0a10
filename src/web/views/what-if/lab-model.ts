import type { ScenarioDocumentAnswer } from "../../../api/index.ts";
import { unixSeconds } from "../../../base/index.ts";
import {
  type Change,
  type CheckedScenario,
  type MemberModel,
  type Scenario,
  composeShipped,
  scenarioKnownAt,
} from "../../../simulate/index.ts";

/** Series that are drawn for every scenario. */
const DRAWN = [
  "hashrate_7d_EH_s",
  "difficulty_T",
  "hashprice_USD_TH_day",
  "power_GW",
  "emissions_Mt_y",
  "machines_displaced_M",
  "machines_lost_M",
] as const;

/** Ids of the drawn series, with the spilled water of the wettest place where there is one. */
export function drawnIds(scenario: Scenario | null): readonly string[] {
  const [wet] = Object.entries(scenario?.regions ?? {})
    .filter(([, { hydro }]) => hydro !== null)
    .toSorted(([, a], [, b]) => waterOf(b.hydro) - waterOf(a.hydro));
  return wet === undefined ? DRAWN : [...DRAWN, `spill_GW.${wet[0]}`];
}

function waterOf(hydro: Scenario["regions"][string]["hydro"]): number {
  return hydro?.surplus_MW.reduce((sum, month) => sum + month, 0) ?? 0;
}

/** The scenario of an answer with changes, or what is wrong with them. */
export function checked(
  { scenario, orders }: ScenarioDocumentAnswer,
  overrides: readonly string[],
  set: readonly Change[],
): CheckedScenario {
  return composeShipped(scenario, { overrides, set }, orders);
}

/** What workers run; null where the scenario has problems. */
export function modelOf(
  { facts, scenario: { draws }, as_of_s: asOf }: ScenarioDocumentAnswer,
  scenario: Scenario | null,
): MemberModel | null {
  if (scenario === null) return null;
  if (asOf === null) return { scenario, facts, draws };
  return { scenario: scenarioKnownAt(scenario, unixSeconds(asOf)), facts, draws: null };
}
