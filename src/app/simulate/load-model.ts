import { join } from "node:path";
import {
  HashfallError,
  type UnixSeconds,
  formatDate,
  formatTime,
  invalidInput,
} from "../../base/index.ts";
import type { Order } from "../../policy/index.ts";
import {
  type DrawSet,
  type KnownRecord,
  type MemberModel,
  type Scenario,
  pickName,
  scenarioFacts,
  scenarioKnownAt,
} from "../../simulate/index.ts";
import { loadScenario, readDraws, scenarioNames } from "../../store/index.ts";

/** Which scenario, changed how. */
export interface ModelRequest {
  /** A file (`….yaml`) or the name of a shipped scenario. */
  readonly source: string;
  /** Folder of the shipped scenarios. */
  readonly folder: string;
  readonly overrides: readonly string[];
  readonly set: readonly (readonly [path: string, text: string])[];
  /** Whether joint draws replace the priors where the scenario names some. */
  readonly posterior: boolean;
  /** Only orders known by then; the workspace is cut there too. */
  readonly asOf: UnixSeconds | undefined;
}

/** A scenario ready to run, with what it was made from. */
export interface LoadedModel extends MemberModel {
  readonly request: ModelRequest;
  /** Orders of the scenario that nobody knew of at `asOf`. */
  readonly unknownOrders: readonly string[];
  /** Draws that the scenario names and that are not there, so that priors stand in; else null. */
  readonly missing_draws: string | null;
}

/**
 * Reads a scenario and what it takes from the record, which is cut at `asOf` where that is given.
 * Then the orders made known later are left out, and draws are used only if they were made from
 * facts of that time.
 *
 * @throws HashfallError `input.invalid` listing every problem with file, line, path and remedy.
 */
export async function loadModel(
  known: KnownRecord,
  orders: readonly Order[],
  request: ModelRequest,
): Promise<LoadedModel> {
  await requireKnown(request);
  const { source, folder, overrides, set, asOf } = request;
  const read = await loadScenario(source, { folder, orders, override: overrides, set });
  if (asOf !== undefined && asOf < read.start) {
    const remedy = `name a time after ${formatTime(read.start)}`;
    throw invalidInput("--as-of", "is before the start of the scenario", remedy);
  }
  const scenario = asOf === undefined ? read : scenarioKnownAt(read, asOf);
  const { draws, missing } = await drawsFor(scenario, request);
  return {
    scenario,
    facts: scenarioFacts(known, scenario),
    draws,
    request,
    unknownOrders: Object.keys(read.orders).filter((name) => !Object.hasOwn(scenario.orders, name)),
    missing_draws: missing,
  };
}

/** A name that is no file must be that of a shipped scenario. */
async function requireKnown({ source, folder }: ModelRequest): Promise<void> {
  if (/[./\\]/u.test(source)) return;
  const names = await scenarioNames(folder);
  if (names.includes(source)) return;
  throw new HashfallError("input.invalid", `no scenario "${source}"`, {
    problems: [
      {
        path: source,
        reason: "there is no scenario of this name",
        remedy: `${pickName(source, names)}; a file is named with its ending, such as mine.yaml`,
      },
    ],
  });
}

interface FoundDraws {
  readonly draws: DrawSet | null;
  readonly missing: string | null;
}

/** Draws that a scenario names: those made as of the asked day where one is given. */
async function drawsFor(
  { posterior }: Scenario,
  { folder, posterior: wanted, asOf }: ModelRequest,
): Promise<FoundDraws> {
  if (posterior === null || !wanted) return { draws: null, missing: null };
  if (!/^[a-z0-9][a-z0-9-]*$/u.test(posterior)) {
    const remedy = "name draws by small letters, digits and hyphens";
    throw invalidInput("posterior", `"${posterior}" is no name of draws`, remedy);
  }
  const name = asOf === undefined ? posterior : `${posterior}-as-of-${formatDate(asOf)}`;
  const draws = await readDraws(join(folder, "posteriors", `${name}.json`));
  if (draws !== null) return { draws, missing: null };
  return { draws: null, missing: name };
}
