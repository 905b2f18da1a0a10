// Simulation-based calibration of the fit: histories of May and June 2021 drawn from the priors of
// china-2021, block by block, and fitted each. Remakes the table of docs/methods/calibration.md.
//
//   npx tsx scripts/check-fit.ts [REPLICATES]
import { fileURLToPath } from "node:url";
import { openWorkspace } from "../src/app/index.ts";
import { parseTime } from "../src/base/index.ts";
import {
  ScenarioPosterior,
  checkOfFit,
  deafTo,
  evidenceOn,
  scenarioKnownAt,
} from "../src/simulate/index.ts";
import { sbcRanks, sbcVerdicts } from "../src/statistics/index.ts";
import { loadScenario } from "../src/store/index.ts";

const PATHS = new Set([
  "network.hashrate_EH_s",
  "regions.sichuan.share",
  "regions.xinjiang.share",
  "orders.aba-rationing.effect.depth",
  "orders.fsdc-signal.effect.compliance",
  "orders.fsdc-signal.effect.ramp_days",
  "orders.zhundong-shutdown.effect.compliance",
  "parameters.growth_per_day",
]);
const DRAWS = 15;
const BUDGET = 480;

const place = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const asOf = parseTime("2021-06-20", "as of");
const known = await openWorkspace({ record: place("data") }, asOf);
const whole = await openWorkspace({ record: place("data") });
const read = await loadScenario("china-2021", {
  folder: place("scenarios"),
  orders: whole.record.orders,
});
const chosen = Object.entries(read.uncertain).filter(([path]) => PATHS.has(path));
const scenario = deafTo(scenarioKnownAt(read, asOf), Object.fromEntries(chosen));
const posterior = new ScenarioPosterior(scenario, evidenceOn(known, scenario));
const model = checkOfFit(posterior, { until: asOf, budget: BUDGET, draws: DRAWS });
const replicates = Number(process.argv[2] ?? 200);
const ranks = sbcRanks(model, { seed: 4, replicates, draws: DRAWS });
process.stdout.write(
  `${replicates} replicates, ${DRAWS} draws of ${BUDGET} runs each\n` +
    "| quantity | p of the whole distribution of ranks | p of χ² |\n|---|---|---|\n",
);
for (const { name, ecdf, chiSquare } of sbcVerdicts(ranks)) {
  process.stdout.write(
    `| ${name} | ${ecdf.pValue.toFixed(3)} | ${chiSquare.pValue.toFixed(3)} |\n`,
  );
}
