import type { Issue } from "./issue.ts";
import { pickName } from "./nearest.ts";
import { numberFault } from "./number-fault.ts";
import { rowOfPath } from "./parameter-rows.ts";
import type { ParameterRow } from "./parameter-table.ts";
import type { Distribution, Scenario } from "./scenario.ts";
import { numericPaths, numericValueAt } from "./values.ts";

/** What is wrong with the priors of a scenario. */
export function uncertainContradictions(scenario: Scenario): Issue[] {
  return Object.entries(scenario.uncertain).flatMap(([path, prior]) => {
    const at = ["uncertain", path];
    const row = rowOfPath(path);
    if (row === undefined || numericValueAt(scenario, path) === undefined) {
      const remedy = pickName(path, numericPaths(scenario));
      return [{ at, reason: `"${path}" is no number of this scenario`, remedy }];
    }
    return distributionIssues(at, prior, row);
  });
}

function distributionIssues(
  at: readonly string[],
  prior: Distribution,
  row: ParameterRow,
): Issue[] {
  const inside = (field: string, value: number): Issue[] => {
    const fault = Number.isNaN(value) ? null : numberFault(value, row);
    return fault === null ? [] : [{ at: [...at, field], ...fault }];
  };
  const positive = (field: string, value: number): Issue[] =>
    value <= 0
      ? [
          {
            at: [...at, field],
            reason: `${value} is not above 0`,
            remedy: "give a positive number",
          },
        ]
      : [];
  switch (prior.kind) {
    case "normal":
      return [...inside("mean", prior.mean), ...positive("sd", prior.sd)];
    case "lognormal":
      return [
        ...positive("median", prior.median),
        ...inside("median", prior.median),
        ...positive("spread", prior.spread),
      ];
    case "beta":
      return [
        ...betaMean(at, prior.mean),
        ...inside("mean", prior.mean),
        ...positive("n", prior.n),
      ];
    case "uniform":
      return [
        ...inside("from", prior.from),
        ...inside("to", prior.to),
        ...(prior.to <= prior.from
          ? [
              {
                at: [...at, "to"],
                reason: `${prior.to} is not above ${prior.from}`,
                remedy: "give the lower end as from",
              },
            ]
          : []),
      ];
  }
}

function betaMean(at: readonly string[], mean: number): Issue[] {
  if (!(mean <= 0 || mean >= 1)) return [];
  const reason = `mean ${mean} of a beta is not between 0 and 1`;
  return [{ at: [...at, "mean"], reason, remedy: "give a mean above 0 and below 1" }];
}
