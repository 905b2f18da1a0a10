import { formatTime } from "../../base/index.ts";
import type { Issue } from "./issue.ts";
import { orderContradictions } from "./order-contradictions.ts";
import { uncertainContradictions } from "./uncertain-contradictions.ts";
import type { Scenario } from "./scenario.ts";
import { stepsOf } from "./steps.ts";

/** Most steps of a run; 20,000 hours are 2.3 years, 20,000 days 55. */
const MOST_STEPS = 20_000;
/** Most cohorts: regions × their sources × machines × operators. */
const MOST_COHORTS = 1_000;

const SUM_TOLERANCE = 1e-6;

/** Cohorts of a scenario. */
function cohortsOf({ regions, machines, operators }: Scenario): number {
  let places = 0;
  for (const { sources } of Object.values(regions)) places += Object.keys(sources).length;
  return places * Object.keys(machines).length * Object.keys(operators).length;
}

/** What is wrong with a scenario although each of its fields is right; NaN fields are skipped. */
export function contradictions(scenario: Scenario): Issue[] {
  return [
    ...spanContradictions(scenario),
    ...sizeContradictions(scenario),
    ...shareContradictions(scenario),
    ...priceContradictions(scenario),
    ...parameterContradictions(scenario),
    ...orderContradictions(scenario),
    ...uncertainContradictions(scenario),
  ];
}

function spanContradictions({ start, end }: Scenario): Issue[] {
  if (!(end <= start)) return [];
  const reason = `ends ${formatTime(end)}, not after its start ${formatTime(start)}`;
  return [{ at: ["end"], reason, remedy: "give an end after the start" }];
}

function sizeContradictions(scenario: Scenario): Issue[] {
  const issues: Issue[] = [];
  const steps = stepsOf(scenario);
  if (steps > MOST_STEPS) {
    const reason = `${steps} steps of one ${scenario.step}, more than ${MOST_STEPS}`;
    issues.push({ at: ["end"], reason, remedy: "shorten the run or take longer steps" });
  }
  const cohorts = cohortsOf(scenario);
  if (cohorts > MOST_COHORTS) {
    const reason = `${cohorts} cohorts (sources of all regions × machines × operators), more than ${MOST_COHORTS}`;
    issues.push({ at: ["regions"], reason, remedy: "merge regions, machines or operators" });
  }
  return issues;
}

function shareContradictions({ regions, machines, operators }: Scenario): Issue[] {
  const issues = [
    ...sumIssue(["regions"], regions),
    ...sumIssue(["machines"], machines),
    ...sumIssue(["operators"], operators),
  ];
  for (const [name, region] of Object.entries(regions)) {
    issues.push(...sumIssue(["regions", name, "sources"], region.sources));
  }
  return issues;
}

function sumIssue(
  at: readonly string[],
  parts: Readonly<Record<string, { readonly share: number }>>,
): Issue[] {
  const shares = Object.values(parts).map(({ share }) => share);
  if (shares.length === 0) {
    return [{ at, reason: "none is given", remedy: "give at least one, with share 1" }];
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!(Math.abs(sum - 1) > SUM_TOLERANCE)) return [];
  const remedy = "make them sum to 1; what is left can be an entry of its own";
  return [{ at, reason: `shares sum to ${Number(sum.toPrecision(9))}, not 1`, remedy }];
}

function priceContradictions({ price }: Scenario): Issue[] {
  if (price.kind !== "points") return [];
  if (price.points.length === 0) {
    return [{ at: ["price", "points"], reason: "no point is given", remedy: "give at least one" }];
  }
  return price.points.flatMap((point, index) => {
    const before = price.points[index - 1];
    if (before === undefined || !(point.at <= before.at)) return [];
    const reason = `${formatTime(point.at)} is not after the point before it`;
    return [
      {
        at: ["price", "points", String(index), "at"],
        reason,
        remedy: "put the points in order of time",
      },
    ];
  });
}

function parameterContradictions({ parameters }: Scenario): Issue[] {
  const { relocated_share, sold_share } = parameters;
  const sum = relocated_share + sold_share;
  if (!(sum > 1 + SUM_TOLERANCE)) return [];
  const reason = `relocated_share ${relocated_share} and sold_share ${sold_share} sum to ${Number(sum.toPrecision(9))}, more than 1`;
  return [{ at: ["parameters", "sold_share"], reason, remedy: "lower one; the rest is scrapped" }];
}
