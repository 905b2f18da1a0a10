// Collects and summarises an ensemble on threads, with members that only copy: what is timed is the
// runner's own part. Asserts that the quantiles are right before it tells how long they took.
import assert from "node:assert/strict";
import { runEnsemble } from "../src/app/simulate/run-ensemble.ts";
import { runShard, shardsOf, summariseCells } from "../src/simulate/index.ts";
import { sampleQuantile } from "../src/statistics/index.ts";
import { createMember } from "./copying-member.mjs";
import { printMachine } from "./machine.ts";

const MODEL = { series: 36, days: 365 };
const [MEMBERS, SEED, ROUNDS] = [10_000, 1, 3];
const CELLS = MODEL.series * MODEL.days;
/** Cells on which one thread is timed alone. */
const PART = 1000;

printMachine();
await benchThreads();
benchOneThread();

async function benchThreads(): Promise<void> {
  const times: number[] = [];
  const last = columnOf(MODEL, CELLS - 1).toSorted();
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const { summary, plan } = await runEnsemble({
      member: { model: MODEL, module: new URL("copying-member.mjs", import.meta.url).href },
      seed: SEED,
      members: MEMBERS,
    });
    times.push((performance.now() - start) / 1000);
    assert.deepEqual([plan.keeping, summary.members], ["exact", MEMBERS]);
    assert.equal(summary.series[35]?.q90[364], sampleQuantile(last, 0.9));
  }
  tell(times, `${MEMBERS} members x ${MODEL.days} days x ${MODEL.series} series on threads`);
}

function benchOneThread(): void {
  const model = { series: 1, days: PART };
  const member = createMember(model);
  const shards = shardsOf(MEMBERS).flatMap(
    (range) => runShard(member, { ...range, seed: SEED }) ?? [],
  );
  const column = columnOf(model, 0);
  const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
  const inOrder = column.toSorted();
  const expected = Float64Array.from(levels, (level) => sampleQuantile(inOrder, level));
  assert.deepEqual(summariseCells(shards, { from: 0, to: 1 }).subarray(0, 7), expected);
  const times: number[] = [];
  const sorting: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    summariseCells(shards, { from: 0, to: PART });
    times.push((performance.now() - start) / 1000);
    const sortStart = performance.now();
    for (let cell = 0; cell < PART / 10; cell += 1) column.toSorted();
    sorting.push((10 * (performance.now() - sortStart)) / 1000);
  }
  tell(times, `${PART} cells of ${MEMBERS} members summarised by one thread`);
  tell(sorting, "the same values only sorted, cell by cell (a tenth of them, times ten)");
}

/** What each member reports in a cell, asked one by one. */
function columnOf(model: typeof MODEL, cell: number): Float32Array {
  const member = createMember(model);
  const report = {
    series: new Float32Array(model.series * model.days),
    totals: new Float64Array(1),
    epochs: new Float64Array(81),
  };
  return Float32Array.from({ length: MEMBERS }, (_, k) => {
    member.run(SEED, k, report);
    return report.series[cell] ?? NaN;
  });
}

function tell(times: readonly number[], name: string): void {
  const [median = NaN] = times.toSorted((a, b) => a - b).slice(Math.floor(times.length / 2));
  const least = Math.min(...times);
  process.stdout.write(
    `${least.toFixed(3).padStart(8)} s least  ${median.toFixed(3).padStart(8)} s median of ${times.length}  ${name}\n`,
  );
}
