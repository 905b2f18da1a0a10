import { Command, CommanderError } from "commander";
import { VERSION } from "../app/index.ts";
import { addAlarms } from "./commands/alarms.ts";
import { addAudit } from "./commands/audit.ts";
import { addDifficulty } from "./commands/difficulty.ts";
import { addDrop } from "./commands/drop.ts";
import { addHashrate } from "./commands/hashrate.ts";
import { addOrders } from "./commands/orders.ts";
import { addPools } from "./commands/pools.ts";
import { addScore } from "./commands/score.ts";
import { addServe } from "./commands/serve.ts";
import { addStudy } from "./commands/study.ts";
import { addVerify } from "./commands/verify.ts";

const USAGE_STATUS = 2;

const program = new Command("hashfall")
  .description(
    "What a power cut or a policy does to Bitcoin mining, with the error on every number.",
  )
  .version(VERSION)
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
  addAudit,
  addOrders,
  addServe,
]) {
  add(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : USAGE_STATUS;
}
