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

/** A scenario file over a shipped one, as `simulate` reads it; JSON is YAML. */
export function fileOf(name: string, changes: readonly Change[]): string {
  const document = new Map<string, unknown>([["base", name]]);
  let nested: Readonly<Record<string, unknown>> = Object.fromEntries(document);
  for (const [path, value] of changes) nested = placed(nested, path.split("."), value);
  return `${JSON.stringify(nested, null, 2)}\n`;
}

function placed(
  map: Readonly<Record<string, unknown>>,
  [key = "", ...rest]: readonly string[],
  value: Change[1],
): Readonly<Record<string, unknown>> {
  if (rest.length === 0) return { ...map, [key]: value };
  const below = map[key];
  return { ...map, [key]: placed(isRecord(below) ? below : {}, rest, value) };
}

/** What a file that `fileOf` wrote says; null where it is none. */
export function readFile(
  text: string,
): { readonly base: string; readonly changes: readonly Change[] } | null {
  const read = parsed(text);
  if (!isRecord(read)) return null;
  const { base, ...rest } = read;
  return typeof base === "string" ? { base, changes: leaves(rest, "") } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function leaves(map: Readonly<Record<string, unknown>>, above: string): readonly Change[] {
  return Object.entries(map).flatMap(([key, value]): readonly Change[] => {
    const path = above === "" ? key : `${above}.${key}`;
    if (isRecord(value)) return leaves(value, path);
    const isPlain = typeof value === "number" || typeof value === "string";
    return isPlain || typeof value === "boolean" || value === null ? [[path, value]] : [];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
