// Compares the engine exact in law with its block-by-block twin over a year with a shock of 45 %:
// npm run twin-engines -- --runs 100000 [--law-runs N] --workers 2 --seed 1
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareSamples } from "../src/statistics/index.ts";
import {
  type EngineName,
  type YearEnds,
  momentsOf,
  runYears,
} from "../test/simulate/network/twin-year.ts";

const MEMBERS_A_TASK = 2000;
const TOLERANCE = 0.001;
const LEAST_P = 0.01;

interface Share {
  readonly name: EngineName;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

if (process.send === undefined) await compare();
else
  process.on("message", ({ name, seed, from, to }: Share) => {
    process.send?.(runYears(name, seed, from, to));
  });

async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "100000" },
      "law-runs": { type: "string" },
      workers: { type: "string", default: "2" },
      seed: { type: "string", default: "1" },
    },
  });
  const [runs, workers, seed] = [Number(values.runs), Number(values.workers), Number(values.seed)];
  const lawRuns = Number(values["law-runs"] ?? runs);
  const started = performance.now();
  const law = await runAll({ name: "law", seed, from: 0, to: lawRuns }, workers);
  const block = await runAll({ name: "block", seed, from: 0, to: runs }, workers);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  write(
    `${lawRuns} years of daily steps by law, ${runs} block by block, ${workers} workers, ${seconds} s, seed ${seed}`,
  );
  const passed = [report("height", law, block), report("difficulty", law, block)];
  process.exitCode = passed.every(Boolean) ? 0 : 1;
}

/** All members of a run, a share at a time to whichever worker is free. */
async function runAll(all: Share, workers: number): Promise<YearEnds> {
  const size = all.to - all.from;
  const ends = { heights: new Float64Array(size), difficulties: new Float64Array(size) };
  let next = all.from;
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = fork(fileURLToPath(import.meta.url), [], { serialization: "advanced" });
    while (next < all.to) {
      const share = { ...all, from: next, to: Math.min(all.to, next + MEMBERS_A_TASK) };
      next = share.to;
      const part = await answerOf(worker, share);
      ends.heights.set(part.heights, share.from - all.from);
      ends.difficulties.set(part.difficulties, share.from - all.from);
      done += share.to - share.from;
      process.stderr.write(`\r${all.name} ${done} of ${size} `);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: workers }, work));
  process.stderr.write("\r");
  return ends;
}

async function answerOf(worker: ChildProcess, share: Share): Promise<YearEnds> {
  const answered: Promise<YearEnds[]> = once(worker, "message");
  worker.send(share);
  const [ends] = await answered;
  if (ends === undefined) throw new Error("a worker answered nothing");
  return ends;
}

function report(what: "height" | "difficulty", law: YearEnds, block: YearEnds): boolean {
  const of = ({ heights, difficulties }: YearEnds): Float64Array =>
    what === "height" ? heights : difficulties;
  const scale = what === "height" ? 1 : 1e12;
  const unit = what === "height" ? "" : " T";
  const { distance, pValue } = compareSamples(of(law), of(block));
  const [one, other] = [momentsOf(of(law)), momentsOf(of(block))];
  write(`\n${what}: Kolmogorov-Smirnov D ${distance.toFixed(5)}, p ${pValue.toFixed(3)}`);
  for (const [name, m] of [
    ["law", one],
    ["block by block", other],
  ] as const) {
    const number = (value: number): string => (value / scale).toFixed(4);
    write(
      `  ${name.padEnd(15)} mean ${number(m.mean)} ± ${number(m.meanError)}${unit}, deviation ${number(m.deviation)} ± ${number(m.deviationError)}${unit}`,
    );
  }
  const mean = one.mean / other.mean - 1;
  const deviation = one.deviation / other.deviation - 1;
  const meanError = Math.hypot(one.meanError, other.meanError) / other.mean;
  const deviationError = Math.hypot(one.deviationError, other.deviationError) / other.deviation;
  write(`  mean differs by ${percent(mean)} ± ${percent(meanError)}`);
  write(`  deviation differs by ${percent(deviation)} ± ${percent(deviationError)}`);
  return pValue > LEAST_P && within(mean, meanError) && within(deviation, deviationError);
}

function within(value: number, error: number): boolean {
  return Math.abs(value) < TOLERANCE + 3 * error;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(4)} %`;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
