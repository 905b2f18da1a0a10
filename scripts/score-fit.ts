// How well the fitted china-2021 tells 2021 again: npm run score-fit -- [members]
import { loadModel, openWorkspace } from "../src/app/index.ts";
import { HASHES_PER_EH, formatDate, unixSeconds } from "../src/base/index.ts";
import { RETARGET_INTERVAL, expectedHashes } from "../src/bitcoin/index.ts";
import { createMember, runInOneThread, withValues } from "../src/simulate/index.ts";
import { HashPath } from "../src/simulate/calibration/hash-path.ts";
import { sampleQuantile } from "../src/statistics/index.ts";
import { ROOT } from "../test/shipped.ts";

const EPOCHS = 18;
const FIRST_HEIGHTS = [681_408, 683_424] as const;

const members = Number(process.argv[2] ?? 1000);
const { record, timeline } = await openWorkspace({ record: `${ROOT}data` });
const { scenario, facts, draws } = await loadModel({ record, timeline }, record.orders, {
  source: "china-2021",
  folder: `${ROOT}scenarios`,
  overrides: [],
  set: [],
  posterior: true,
  asOf: undefined,
});
if (draws === null) throw new Error("no draws are shipped");

const epochs = timeline.epochs.map(({ firstHeight, start, difficulty }) => ({
  height: firstHeight,
  start,
  work: (expectedHashes(difficulty) / HASHES_PER_EH) * RETARGET_INTERVAL,
  bits: timeline.blocks.bits[firstHeight - timeline.blocks.firstHeight] ?? NaN,
}));

/** Root mean square of ln(told / actual span) at the difficulty that was, by the median of the draws. */
function rmsAtRecordedDifficulty(firstHeight: number): number {
  const path = new HashPath(scenario, facts, epochs);
  const begin = epochs.findIndex(({ height }) => height === firstHeight);
  const misses: number[][] = Array.from({ length: EPOCHS }, () => []);
  for (const row of draws?.draws ?? []) {
    path.follow(withValues(scenario, draws?.paths ?? [], row));
    for (const [index, list] of misses.entries()) {
      const epoch = epochs[begin + index];
      const end = epochs[begin + index + 1]?.start ?? NaN;
      if (epoch === undefined) continue;
      const done = path.workUntil(end) - path.workUntil(epoch.start);
      list.push(Math.log(epoch.work / done));
    }
  }
  return rms(misses.map((list) => median(list)));
}

/** The same in free runs, with noise and their own difficulty. */
function rmsOfFreeRuns(spans: ReadonlyMap<number, number>, firstHeight: number): number {
  const misses: number[] = [];
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const height = firstHeight + epoch * RETARGET_INTERVAL;
    const at = epochs.findIndex((one) => one.height === height);
    const actual = (epochs[at + 1]?.start ?? NaN) - (epochs[at]?.start ?? NaN);
    const told = spans.get(height);
    if (told !== undefined) misses.push(Math.log(told / actual));
  }
  return rms(misses);
}

/** Median span of each epoch among the members, by the height of its first block, s. */
function medianSpans(): Map<number, number> {
  const member = createMember({ scenario, facts, draws });
  const { shape } = member;
  const report = {
    series: new Float32Array(shape.series.length * shape.times.length),
    totals: new Float64Array(shape.totals.length),
    epochs: new Float64Array(shape.epochSlots * 3),
  };
  const spans = new Map<number, number[]>();
  for (let k = 0; k < members; k += 1) {
    member.run(1, k, report);
    let [height, begun] = [facts.chain.height, facts.chain.epochStart];
    for (let slot = 0; slot < shape.epochSlots; slot += 1) {
      const [next = NaN, time = NaN] = report.epochs.subarray(slot * 3, slot * 3 + 2);
      if (Number.isNaN(next)) break;
      spans.set(height, [...(spans.get(height) ?? []), time - begun]);
      [height, begun] = [next, time];
    }
  }
  return new Map([...spans].map(([height, list]) => [height, median(list)]));
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const spans = medianSpans();
for (const height of FIRST_HEIGHTS) {
  const [told, free] = [rmsAtRecordedDifficulty(height), rmsOfFreeRuns(spans, height)];
  say(
    `ln span, ${EPOCHS} epochs from ${height}: rms ${told.toFixed(4)} at the recorded difficulty, ${free.toFixed(4)} in free runs`,
  );
}
const summary = runInOneThread(createMember({ scenario, facts, draws }), { seed: 1, members });
for (const { height, change_estimate_pct: change } of summary.epochs) {
  if (height === 689_472) {
    say(
      `retarget ${height}: ${change.value.toFixed(2)} % [${change.lo80.toFixed(1)}, ${change.hi80.toFixed(1)}]`,
    );
  }
}
for (const { id, estimate, members: told } of summary.totals) {
  const text = (value: number): string =>
    id.endsWith("_at") ? formatDate(unixSeconds(Math.round(value))) : value.toFixed(2);
  const { value, lo80, hi80 } = estimate;
  say(`${id}: ${text(value)} [${text(lo80)}, ${text(hi80)}], told by ${told} of ${members}`);
}

function median(values: readonly number[]): number {
  return sampleQuantile(Float64Array.from(values).toSorted(), 0.5);
}

function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
