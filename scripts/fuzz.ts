// Tries hostile input wherever input of strangers comes in.
//
//   npm run fuzz -- --cases 1000000 --seed 1
//   npm run fuzz -- --seed 1 --only coinbases:123     one case alone, its input in full
//   npm run fuzz -- --targets peer-frames,coinbases   some places only
//
// Ends with status 1 where a case ended in anything but a value or a failure with a code, a case took
// longer than a second twice, or memory grew. A case that never ends is named and ends the run.
import { parseArgs } from "node:util";
import { growthOf, summary } from "../test/fuzz/report.ts";
import { run, runOnly } from "../test/fuzz/run.ts";
import type { Target } from "../test/fuzz/target.ts";
import { TARGETS } from "../test/fuzz/targets.ts";
import { Watchdog } from "../test/fuzz/watchdog.ts";

const SLOW_MS = 1_000;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    targets: { type: "string" },
  },
});
const seed = wholeNumber("--seed", values.seed);

process.exitCode = values.only === undefined ? await all() : await one(values.only);

async function all(): Promise<number> {
  const targets = values.targets?.split(",").map(targetCalled) ?? TARGETS;
  const watchdog = new Watchdog(targets.map(({ name }) => name));
  const began = performance.now();
  const report = await run({
    targets,
    cases: wholeNumber("--cases", values.cases),
    seed,
    slowMs: SLOW_MS,
    begin: (target, number) => watchdog.begin(target, number),
    round: (done) => {
      const megabytes = process.memoryUsage.rss() / 1e6;
      process.stderr.write(`${(100 * done).toFixed(0)} % done, ${megabytes.toFixed(0)} MB\n`);
    },
  });
  await watchdog.stop();
  process.stdout.write(summary(report, (performance.now() - began) / 1_000));
  return report.findings.length === 0 && growthOf(report) === null ? 0 : 1;
}

async function one(name: string): Promise<number> {
  const [target = "", number = ""] = name.split(":");
  const found = await runOnly(targetCalled(target), seed, wholeNumber("--only", number));
  const { outcome, reason, milliseconds, trial } = found;
  process.stdout.write(
    `${name}, seed ${seed}: ${reason ?? outcome}, ${milliseconds.toFixed(1)} ms\n` +
      `${Buffer.from(trial.input).toString("hex")}\n`,
  );
  return reason === null ? 0 : 1;
}

function targetCalled(name: string): Target {
  const found = TARGETS.find((target) => target.name === name);
  if (found !== undefined) return found;
  throw new Error(`"${name}" is none of ${TARGETS.map((target) => target.name).join(", ")}`);
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new Error(`${option} is "${text}", not a whole number below a thousand million`);
}
