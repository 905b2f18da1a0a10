// Refits the shipped parameter sets of the backtest on shocks, and prints its table:
// npm run backtest-shocks [-- --score-only]
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Scenario, ShockFolds } from "../src/simulate/index.ts";
import { openWorkspace } from "../src/app/index.ts";
import { loadScenario, readShockFolds, shockFoldsText } from "../src/store/index.ts";
import { backtestShocks, shockCases } from "../src/simulate/backtest/backtest-shocks.ts";
import { SHOCKS } from "../src/simulate/backtest/catalogue.ts";
import {
  type FitPlan,
  type ScoredCandidate,
  fitFolds,
  scoreCandidates,
} from "../src/simulate/backtest/fit-folds.ts";
import { shockTable } from "./shock-table.ts";

const FILE = "scenarios/shocks/leave-one-out.json";
const DIGITS = 5;

const { values } = parseArgs({
  options: {
    "score-only": { type: "boolean", default: false },
    candidates: { type: "string", default: "160" },
    "fit-members": { type: "string", default: "100" },
    keep: { type: "string", default: "40" },
    // Keeps every candidate's scores in this file, and takes them from there when it exists.
    scores: { type: "string" },
    members: { type: "string", default: "400" },
    seed: { type: "string", default: "7" },
  },
});

const { record } = await openWorkspace({ record: "data" });
const scenarios = new Map<string, Scenario>();
for (const { id } of SHOCKS) {
  const source = { folder: "scenarios", orders: record.orders };
  scenarios.set(id, await loadScenario(`scenarios/shocks/${id}.yaml`, source));
}
const cases = shockCases(record, (id) => {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
});
const folds = values["score-only"] ? await readShockFolds(FILE) : await refit();
const plan = { folds, members: Number(values.members), seed: Number(values.seed) + 1 };
process.stdout.write(shockTable(backtestShocks(cases, plan)));

async function refit(): Promise<ShockFolds> {
  const fit = {
    candidates: Number(values.candidates),
    members: Number(values["fit-members"]),
    seed: Number(values.seed),
    keep: Number(values.keep),
  };
  const scored = await scoredCandidates(fit);
  const { candidates, members, seed } = fit;
  const made: ShockFolds = {
    made_from: {
      record: record.fingerprint,
      command: "npm run backtest-shocks",
      candidates,
      members,
      seed,
    },
    folds: fitFolds(cases, scored, fit.keep),
  };
  await writeFile(FILE, shockFoldsText(made, DIGITS));
  return readShockFolds(FILE);
}

async function scoredCandidates(fit: FitPlan): Promise<readonly ScoredCandidate[]> {
  const { scores } = values;
  if (scores !== undefined && existsSync(scores)) return JSON.parse(await readFile(scores, "utf8"));
  const scored: ScoredCandidate[] = [];
  for (const one of scoreCandidates(cases, fit)) {
    scored.push(one);
    process.stderr.write(`\rcandidate ${scored.length} of ${fit.candidates}`);
  }
  process.stderr.write("\n");
  if (scores !== undefined) await writeFile(scores, JSON.stringify(scored));
  return scored;
}
