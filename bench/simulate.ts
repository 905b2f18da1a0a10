// The whole model on a year of days: what a member costs on one core, by itself and side by side
// with others, and an ensemble of 10,000 on two. Asserts that what is timed is right: both ways and
// both kernels agree, the books balance, the fall of 2021 is there. Peers' figures are quoted, with
// what their models lack.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { loadModel, openWorkspace } from "../src/app/index.ts";
import { runEnsemble } from "../src/app/simulate/run-ensemble.ts";
import {
  type EnsembleSummary,
  type MemberFunction,
  type MemberModel,
  type MemberReport,
  createMember,
  runShard,
} from "../src/simulate/index.ts";
import { plainKernel, simdKernel } from "../src/simulate/miners/cohort-kernel.ts";
import { FleetLayout } from "../src/simulate/miners/fleet-layout.ts";
import { printMachine } from "./machine.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));
const [SEED, MEMBERS, WORKERS, DAYS] = [1, 10_000, 2, 365] as const;
/** Members that are run again and again to time one, and how often. */
const [SAMPLE, ROUNDS] = [64, 12] as const;
/** Members of a shard: batches that follow each other. */
const SIDE_BY_SIDE = 128;
/** Members after which the compiler has settled. */
const WARM_UP = 256;
/** Ensembles that are timed, after a first one whose result is looked at. */
const ENSEMBLES = 7;

/** Measured on two vCPUs of an AMD EPYC; methods of simulation, section 3. Cohort-days a second. */
const PEERS = [
  { name: "our prototype, 154 cohorts, no draws, nothing recorded", speed: 118e6 },
  { name: "GMR Intelligent Bitcoin Miner f7abc9f, pandas, 154 cohorts, no blocks", speed: 6650 },
] as const;

printMachine();
const model = await modelOfYear();
const layout = new FleetLayout(model.scenario);
const open = layout.sites.length * layout.operators.length * layout.machines.length;
const hidden = layout.sites.length * layout.machines.length;
const orders = Object.keys(model.scenario.orders).length;
const members = createMember(model);
write(`china-2021 for ${DAYS} days: ${open} cohorts and ${hidden} for who hides from an order, `);
write(`${orders} orders, ${members.shape.series.length} series of every day\n\n`);

assertKernels();
benchMember(members);
benchSideBySide(members);
await benchEnsemble();

async function modelOfYear(): Promise<MemberModel> {
  const { record, timeline } = await openWorkspace({ record: `${HOME}data` });
  const { scenario, facts, draws } = await loadModel({ record, timeline }, record.orders, {
    source: "china-2021",
    folder: `${HOME}scenarios`,
    overrides: [],
    set: [
      ["start", "2021-05-01T20:27:02Z"],
      ["end", "2022-05-01T20:27:02Z"],
    ],
    posterior: false,
    asOf: undefined,
  });
  return { scenario, facts, draws };
}

/** Two cohorts at a time against one at a time, on numbers of the size the model has. */
function assertKernels(): void {
  const { blocks, stride } = layout;
  const shape = { sites: layout.sites.length, blocks, pairs: stride / 2 };
  const [simd, plain] = [simdKernel(shape), plainKernel(shape)];
  assert.ok(simd !== null, "no SIMD here: what follows is the plain kernel");
  for (const kernel of [simd, plain]) {
    kernel.constants.set([0.3, 0.715, 0.5, 1.31, -1.71, 0.18, 0.39, 1.01, 1.1]);
    kernel.open.fill(blocks);
    for (const column of [kernel.position, kernel.hash, kernel.online, kernel.efficiency]) {
      for (let at = 0; at < column.length; at += 1) column[at] = ((at * 7919) % 1013) / 1013;
    }
    kernel.available.fill(0.9);
    for (let day = 0; day < DAYS; day += 1) kernel.step(0);
  }
  assert.deepEqual([simd.online, simd.rate, simd.whole], [plain.online, plain.rate, plain.whole]);
}

function benchMember(member: MemberFunction): void {
  const report = emptyReport(member);
  const start = performance.now();
  for (let k = 0; k < WARM_UP; k += 1) member.run(SEED, k, report);
  const cold = (performance.now() - start) / WARM_UP;
  assertBooks(member, report);
  const times = new Float64Array(SAMPLE).fill(Infinity);
  const cpu = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let k = 0; k < SAMPLE; k += 1) {
      const from = performance.now();
      member.run(SEED, k, report);
      times[k] = Math.min(times[k] ?? Infinity, performance.now() - from);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const spent = (user + system) / 1000 / (ROUNDS * SAMPLE);
  const best = times.reduce((sum, time) => sum + time, 0) / SAMPLE;
  write(`${best.toFixed(3).padStart(9)} ms a member, best of ${ROUNDS}, mean of ${SAMPLE}: `);
  write("draws, run, account and blocks\n");
  write(`${spent.toFixed(3).padStart(9)} ms of CPU a member, all rounds\n`);
  write(`${cold.toFixed(3).padStart(9)} ms a member for the first ${WARM_UP}\n`);
}

/** The same members in batches, as an ensemble runs them; every byte is that of one by one. */
function benchSideBySide(member: MemberFunction): void {
  const shard = { seed: SEED, from: 0, to: SIDE_BY_SIDE };
  const alone: MemberFunction = {
    shape: member.shape,
    run: (seed, index, report) => member.run(seed, index, report),
  };
  assert.ok(member.batch !== undefined, "no SIMD here: members run one by one");
  assert.deepEqual(runShard(member, shard), runShard(alone, shard));
  let best = Infinity;
  const cpu = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    runShard(member, shard);
    best = Math.min(best, (performance.now() - from) / SIDE_BY_SIDE);
  }
  const { user, system } = process.cpuUsage(cpu);
  const spent = (user + system) / 1000 / (ROUNDS * SIDE_BY_SIDE);
  write(`\n${best.toFixed(3).padStart(9)} ms a member side by side, best of ${ROUNDS} shards\n`);
  write(`${spent.toFixed(3).padStart(9)} ms of CPU a member, all of them\n\n`);
  tellPeers((open * DAYS * 1000) / spent);
}

function tellPeers(speed: number): void {
  write(`${(speed / 1e6).toFixed(4).padStart(9)} M cohort-days a CPU second\n`);
  for (const { name, speed: theirs } of PEERS) {
    const times = speed / theirs;
    const text =
      times >= 1 ? `${times.toFixed(1)} times slower` : `${(1 / times).toFixed(1)} times faster`;
    write(`${(theirs / 1e6).toFixed(4).padStart(9)} M  ${name}: ${text}\n`);
  }
}

/** Sites add up to the power of all, the power to the energy, and a member is always the same. */
function assertBooks(member: MemberFunction, report: MemberReport): void {
  const { shape } = member;
  member.run(SEED, 7, report);
  const first = Float32Array.from(report.series);
  const row = (id: string): number => shape.series.findIndex((series) => series.id === id);
  const at = (id: string, day: number): number => first[day * shape.series.length + row(id)] ?? NaN;
  const sites = layout.sites.map(({ region, source }) => `power_GW.${region}.${source}`);
  let energy = 0;
  for (let day = 0; day < DAYS; day += 1) {
    const power = sites.reduce((sum, id) => sum + at(id, day), 0);
    // Single precision: 20 numbers of 24 bits each.
    assert.ok(Math.abs(power / at("power_GW", day) - 1) < 1e-6);
    energy += (power * 24) / 1000;
  }
  const total = report.totals[shape.totals.findIndex(({ id }) => id === "energy_TWh")] ?? NaN;
  assert.ok(Math.abs(energy / total - 1) < 1e-6);
  member.run(SEED, 8, report);
  member.run(SEED, 7, report);
  assert.deepEqual(report.series, first);
}

/** The first run of a process starts threads and has the model compiled in each; others do not. */
async function benchEnsemble(): Promise<void> {
  const first = await ensemble();
  assert.equal(first.summary.relative_error, 0, "quantiles are sketched, not exact");
  assertFall(first.summary);
  const later: EnsembleTime[] = [];
  for (let round = 0; round < ENSEMBLES; round += 1) {
    const next = await ensemble();
    assert.deepEqual(next.summary, first.summary);
    later.push(next);
  }
  later.sort((a, b) => a.seconds - b.seconds);
  const [best, median] = [later[0] ?? first, later[later.length >> 1] ?? first];
  write(`\n${MEMBERS} members on ${WORKERS} threads: all of the above and exact quantiles\n`);
  tell(median, `median of ${ENSEMBLES} runs`);
  tell(best, "the best of them");
  tell(first, "the first, which starts the threads");
}

interface EnsembleTime {
  readonly summary: EnsembleSummary;
  readonly seconds: number;
  /** CPU of all threads, s. */
  readonly spent: number;
}

async function ensemble(): Promise<EnsembleTime> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { summary } = await runEnsemble({
    member: { model },
    seed: SEED,
    members: MEMBERS,
    workers: WORKERS,
  });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { summary, seconds, spent: (user + system) / 1e6 };
}

function tell({ seconds, spent }: EnsembleTime, what: string): void {
  write(`${seconds.toFixed(2).padStart(9)} s, ${spent.toFixed(2)} s of CPU: ${what}\n`);
}

/** The fall of 2021: about half of the hashrate gone by early July. Wide: fits move the medians. */
function assertFall({ members: counted, series, times }: EnsembleSummary): void {
  assert.equal(counted, MEMBERS);
  const week = series.find(({ id }) => id === "hashrate_7d_EH_s")?.q50 ?? [];
  assert.equal(times.length, DAYS);
  const lowest = Math.min(...week);
  assert.ok(lowest > 80 && lowest < 115, `trough ${lowest} EH/s`);
  const day = [...week].indexOf(lowest);
  assert.ok(day > 50 && day < 80, `trough on day ${day}`);
}

function emptyReport({ shape }: MemberFunction): MemberReport {
  return {
    series: new Float32Array(shape.series.length * shape.times.length),
    totals: new Float64Array(shape.totals.length),
    epochs: new Float64Array(shape.epochSlots * 3),
  };
}

function write(text: string): void {
  process.stdout.write(text);
}
