import { join } from "node:path";
import { HashfallError } from "../../base/index.ts";
import type { FactRecord } from "../../record/index.ts";
import {
  SHOCKS,
  type Scenario,
  type ShockBacktest,
  type ShockFolds,
  backtestShocks,
  shockCases,
} from "../../simulate/index.ts";
import { loadScenario, readShockFolds } from "../../store/index.ts";

/** Folder of the shocks' scenarios and fits, below that of the scenarios. */
const SHOCKS_FOLDER = "shocks";
const FOLDS_FILE = "leave-one-out.json";

export interface ShocksRequest {
  /** Folder of the shipped scenarios. */
  readonly folder: string;
  readonly members: number;
  readonly seed: number;
}

export interface ShocksOutcome {
  readonly backtest: ShockBacktest;
  readonly made_from: ShockFolds["made_from"];
}

/** Forecasts every shock of the catalogue with what was fitted on the others. */
export async function runShockBacktest(
  record: FactRecord,
  { folder, members, seed }: ShocksRequest,
): Promise<ShocksOutcome> {
  const folds = await readShockFolds(join(folder, SHOCKS_FOLDER, FOLDS_FILE));
  const scenarios = new Map<string, Scenario>();
  await Promise.all(
    SHOCKS.map(async ({ id }) => {
      const path = join(folder, SHOCKS_FOLDER, `${id}.yaml`);
      scenarios.set(id, await loadScenario(path, { folder, orders: record.orders }));
    }),
  );
  const cases = shockCases(record, (id) => {
    const scenario = scenarios.get(id);
    if (scenario === undefined) throw new HashfallError("record.damaged", `no scenario "${id}"`);
    return scenario;
  });
  return { backtest: backtestShocks(cases, { folds, members, seed }), made_from: folds.made_from };
}
