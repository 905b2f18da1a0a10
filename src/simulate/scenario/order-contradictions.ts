import { formatTime } from "../../base/index.ts";
import type { Issue } from "./issue.ts";
import { pickName } from "./nearest.ts";
import type { Scenario, ScenarioOrder } from "./scenario.ts";
import { regionsInScope } from "./scope.ts";

/** What is wrong with the orders of a scenario. */
export function orderContradictions(scenario: Scenario): Issue[] {
  const checks = [timeIssues, placeIssues, scopeIssues, effectIssues];
  return Object.entries(scenario.orders).flatMap(([name, order]) =>
    checks.flatMap((check) => check(scenario, name, order)),
  );
}

function timeIssues({ start }: Scenario, name: string, order: ScenarioOrder): Issue[] {
  const { effective, ends } = order;
  if (ends === null) return [];
  const at = ["orders", name, "ends"];
  if (ends <= effective) {
    const reason = `ends ${formatTime(ends)}, not after it takes effect ${formatTime(effective)}`;
    return [{ at, reason, remedy: "give an end after it takes effect, or none" }];
  }
  if (!(ends <= start)) return [];
  const reason = `ends ${formatTime(ends)}, before the scenario begins ${formatTime(start)}`;
  return [{ at, reason, remedy: "leave the order out or begin earlier" }];
}

function placeIssues({ regions }: Scenario, name: string, order: ScenarioOrder): Issue[] {
  const { scope, effective } = order;
  if (scope.place === "") return [];
  const at = ["orders", name, "scope", "place"];
  const reached = regionsInScope(regions, scope);
  if (reached.length === 0) {
    const places = [...new Set(Object.values(regions).map(({ place }) => place))].toSorted();
    const remedy = `name one of ${places.join(", ")} or a place above it`;
    return [{ at, reason: `no region lies at or below "${scope.place}"`, remedy }];
  }
  const sinces = reached.map((region) => regions[region]?.since ?? -Infinity);
  const first = Math.min(...sinces);
  if (!(effective < first)) return [];
  const reason = `takes effect ${formatTime(effective)}, before its jurisdiction exists`;
  return [
    {
      at: ["orders", name, "effective"],
      reason,
      remedy: "give a later time, or an earlier since of the region",
    },
  ];
}

function scopeIssues(scenario: Scenario, name: string, { scope }: ScenarioOrder): Issue[] {
  const reached = regionsInScope(scenario.regions, scope);
  const sources = new Set<string>();
  for (const region of reached) {
    for (const source of Object.keys(scenario.regions[region]?.sources ?? {})) sources.add(source);
  }
  const known = {
    sources: reached.length === 0 ? (scope.sources ?? []) : [...sources],
    operators: Object.keys(scenario.operators),
    machines: Object.keys(scenario.machines),
  };
  return (["sources", "operators", "machines"] as const).flatMap((list) =>
    (scope[list] ?? []).flatMap((wanted, index) =>
      known[list].includes(wanted)
        ? []
        : [
            {
              at: ["orders", name, "scope", list, String(index)],
              reason: `no such ${list.slice(0, -1)} "${wanted}" in scope`,
              remedy: pickName(wanted, known[list]),
            },
          ],
    ),
  );
}

function effectIssues({ regions }: Scenario, name: string, { effect }: ScenarioOrder): Issue[] {
  const at = ["orders", name, "effect"];
  if (effect.kind === "move" && effect.to !== "" && regions[effect.to] === undefined) {
    const reason = `no region "${effect.to}" to move to`;
    return [{ at: [...at, "to"], reason, remedy: pickName(effect.to, Object.keys(regions)) }];
  }
  if (effect.kind === "source-limit") {
    const given = [effect.limit_MW, effect.limit_share].filter((limit) => limit !== null).length;
    if (given !== 1) {
      const reason = given === 0 ? "has no limit" : "has two limits";
      return [{ at, reason, remedy: "give either limit_MW or limit_share" }];
    }
  }
  return [];
}
