import { HashfallError } from "../../base/index.ts";
import type { Order } from "../../policy/index.ts";
import { contradictions } from "./contradictions.ts";
import { DocumentReader } from "./document-reader.ts";
import type { FieldReader } from "./field-reader.ts";
import { type Issue, isMap, shown } from "./issue.ts";
import { readOrder } from "./read-orders.ts";
import {
  readDistribution,
  readMachine,
  readNetwork,
  readOperator,
  readParameters,
  readPrice,
  readRegion,
} from "./read-places.ts";
import type { Operator, Scenario } from "./scenario.ts";
import { numericValueAt } from "./values.ts";

/** What a document may refer to. */
export interface ScenarioContext {
  /** Name where the document has none. */
  readonly name: string;
  /** Orders of the record that the document's orders may name. */
  readonly orders: readonly Order[];
  /** Paths of priors of a base, which fall away where the document has not the number. */
  readonly inherited?: readonly string[];
  /** Paths that draws do not move. */
  readonly fixed?: readonly string[];
  /** Paths that are drawn from their priors and not from the draws. */
  readonly ownPriors?: readonly string[];
}

export interface CheckedScenario {
  /** The scenario, or null where the document has problems. */
  readonly scenario: Scenario | null;
  readonly issues: readonly Issue[];
}

/** Where a file names no operators: all alike, with sites of middle size. */
const EVERYONE: Readonly<Record<string, Operator>> = {
  all: { share: 1, fee_USD_MWh: 0, site_MW: 10 },
};

/** Reads the fields of a scenario: the one description of what a file may hold. */
export function readFields(at: FieldReader, context: ScenarioContext): Scenario {
  const name = at.text("name", context.name);
  const title = at.bilingual("title", { en: name, zh: name });
  const operators = at.entries("operators", "names", readOperator);
  return {
    name,
    title,
    summary: at.bilingual("summary", title),
    start: at.time("start", null),
    end: at.time("end", null),
    step: at.choice("step", ["day", "hour"], "day"),
    network: at.group("network", readNetwork),
    price: readPrice(at),
    parameters: at.group("parameters", readParameters),
    regions: at.entries("regions", "names", readRegion),
    machines: at.entries("machines", "names", readMachine),
    operators: Object.keys(operators).length === 0 ? EVERYONE : operators,
    orders: at.entries("orders", "names", (of, order) => readOrder(of, order, context.orders)),
    uncertain: at.entries("uncertain", "paths", readDistribution),
    posterior: at.textOrNull("posterior"),
  };
}

/** Checks a document whose base and overrides are already merged; lists every problem. */
export function checkScenario(document: unknown, context: ScenarioContext): CheckedScenario {
  if (!isMap(document)) {
    const remedy = "see docs/scenario-parameters.md for the fields";
    return {
      scenario: null,
      issues: [{ at: [], reason: `${shown(document)} is no scenario`, remedy }],
    };
  }
  const issues: Issue[] = [];
  const reader = new DocumentReader(document, issues);
  const read = readFields(reader, context);
  reader.finish();
  const scenario = {
    ...read,
    ...pathsLeftAlone(read, context),
    uncertain: livePriors(read, context),
  };
  issues.push(...contradictions(scenario));
  return { scenario: issues.length === 0 ? scenario : null, issues };
}

/** Paths that the joint draws, if there are any, leave alone. */
function pathsLeftAlone(
  { posterior }: Scenario,
  { fixed = [], ownPriors = [] }: ScenarioContext,
): Pick<Scenario, "fixed" | "ownPriors"> {
  if (posterior === null) return {};
  return {
    ...(fixed.length === 0 ? {} : { fixed }),
    ...(ownPriors.length === 0 ? {} : { ownPriors }),
  };
}

function livePriors(
  scenario: Scenario,
  { inherited = [] }: ScenarioContext,
): Scenario["uncertain"] {
  const gone = new Set(inherited.filter((path) => numericValueAt(scenario, path) === undefined));
  return Object.fromEntries(Object.entries(scenario.uncertain).filter(([path]) => !gone.has(path)));
}

/**
 * Builds a scenario from a document whose base and overrides are already merged.
 *
 * @throws HashfallError `input.invalid` listing every problem with its path and remedy.
 */
export function readScenario(document: unknown, context: ScenarioContext): Scenario {
  const { scenario, issues } = checkScenario(document, context);
  if (scenario !== null) return scenario;
  const problems = issues.map(({ at, reason, remedy }) => ({
    path: at.length === 0 ? "scenario" : at.join("."),
    reason,
    remedy,
  }));
  const summary = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  throw new HashfallError("input.invalid", summary, { problems });
}
