import { Command, CommanderError } from "commander";
import { VERSION } from "../app/index.ts";
import { addAlarms } from "./commands/alarms.ts";
import { addAudit } from "./commands/audit.ts";
import { addBacktest } from "./commands/backtest.ts";
import { addDifficulty } from "./commands/difficulty.ts";
import { addDrop } from "./commands/drop.ts";
import { addEnergy } from "./commands/energy.ts";
import { addExport } from "./commands/export.ts";
import { addHashrate } from "./commands/hashrate.ts";
import { addOrders } from "./commands/orders.ts";
import { addPools } from "./commands/pools.ts";
import { addScenarios } from "./commands/scenarios.ts";
import { addScore } from "./commands/score.ts";
import { addServe } from "./commands/serve.ts";
import { addSimulate } from "./commands/simulate.ts";
import { addSpill } from "./commands/spill.ts";
import { addStudy } from "./commands/study.ts";
import { addSync } from "./commands/sync.ts";
import { addVerify } from "./commands/verify.ts";

const USAGE_STATUS = 2;
const EXAMPLES = `
Examples:
  hashfall study sichuan-2021 --serve
  hashfall drop --around 2021-06-19T16:00Z --window 14d
  hashfall pools --at 2021-06-20T04:00Z --window 24h
  hashfall difficulty --as-of 2021-06-20
  hashfall audit claims/sichuan-2021.yaml --lang zh
  hashfall sync --from http://127.0.0.1:8332 --follow
  hashfall pools blocks --height 683919
  hashfall simulate china-2021
  hashfall energy --at 2021-06-20
  hashfall spill

Times are a date (00:00Z) or ISO 8601 with an offset; windows are 24h, 7d, 2w.
Every command takes --json, --lang, --as-of and --data. Exit status: 0 done, 2 bad input, 1 failure.
`;

const program = new Command("hashfall")
  .description(
    "What a power cut or a policy does to Bitcoin mining, with the error on every number.",
  )
  .version(VERSION)
  .addHelpText("after", EXAMPLES)
  .showHelpAfterError("(add --help for the options)")
  .exitOverride();

for (const add of [
  addStudy,
  addVerify,
  addHashrate,
  addDrop,
  addPools,
  addDifficulty,
  addScore,
  addAlarms,
  addEnergy,
  addSpill,
  addAudit,
  addOrders,
  addSimulate,
  addScenarios,
  addBacktest,
  addSync,
  addExport,
  addServe,
]) {
  add(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : USAGE_STATUS;
  if (error.exitCode !== 0 && process.argv.includes("--json")) {
    const problem = { code: "input.invalid", message: error.message, problems: [] };
    process.stdout.write(`${JSON.stringify({ error: problem }, null, 1)}\n`);
  }
}
