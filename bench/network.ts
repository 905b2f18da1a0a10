// Speed of the block layer on one core, right before fast: blocks one by one, and days by their law.
// Peers' figures are quoted where their programs do not run here; the plain formula runs beside.
import assert from "node:assert/strict";
import { Random } from "../src/base/index.ts";
import {
  RETARGET_INTERVAL,
  TARGET_TIMESPAN,
  compactBits,
  difficultyOf,
} from "../src/bitcoin/index.ts";
import { EachArrival } from "../src/simulate/network/each-arrival.ts";
import { compareSamples } from "../src/statistics/index.ts";
import {
  type EngineName,
  YEAR_START,
  engine,
  hashrateOf,
  momentsOf,
  runYears,
} from "../test/simulate/network/twin-year.ts";
import { printMachine } from "./machine.ts";

const ROUNDS = 25;
const DAYS = 365;
const DAY_S = 86_400;
const RATES = Float64Array.from({ length: DAYS }, (_, day) => hashrateOf(day));
const PLAIN_DAY_BLOCKS = 144;

/** Measured on two vCPUs of an AMD EPYC in CPU seconds; methods of simulation, section 3. */
const PEERS = [
  { name: "citp/mining_simulator b5a2022, C++, no retarget", blocks: 4.6e6 },
  { name: "darosior/miningsimulation bf828b3, C++20, 9 miners, no retarget", blocks: 3.8e6 },
  { name: "zawy12 test_DAs 8d83967, C++, SMA-144", blocks: 1.1e6 },
  { name: "kyuupichan/difficulty 57fefa5, Python", blocks: 0.204e6 },
  { name: "DAA_Lucas 8b84a3b, NumPy", blocks: 0.193e6 },
  { name: "BlockSim 603361d, Python, 3 nodes without transactions", blocks: 0.0695e6 },
  { name: "SimBlock 5fc7f9f, Java, 300 nodes with messages", blocks: 208 },
] as const;

printMachine();
assertTwins();

const plain = best(() => plainYear(20));
tell(plain, "plain: −ln(Math.random()) for each block, retarget each 2016");
const arrivals = new EachArrival(Random.stream(1, 0, "bench"));
tell(
  best(() => walk(arrivals, DAYS * 60)),
  "arrivals one by one, a day at a time, no chain",
);
const oneByOne = best(() => years("block", 60));
tell(oneByOne, "block by block: daily hashrate, exact retarget");
const law = best(() => years("law", 2000));
tell(law, "by its law: daily hashrate, exact retarget");

write(`\n${(oneByOne.blocks / plain.blocks).toFixed(1)} times the plain formula in this run; `);
write(`${(law.blocks / oneByOne.blocks).toFixed(0)} block equivalents for each block one by one\n`);
write("\nPeers, quoted [blocks per CPU second]\n");
for (const { name, blocks: speed } of PEERS) {
  write(
    `${(speed / 1e6).toFixed(4).padStart(9)} M  ${name}: ${Math.round(oneByOne.blocks / speed)} times slower\n`,
  );
}

interface Work {
  readonly blocks: number;
  readonly days: number;
}

/** Blocks and days a CPU second, of the fastest round: others use this machine too. */
function best(task: () => Work): Work {
  let fastest: Work = { blocks: 0, days: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    const done = task();
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const speed = { blocks: done.blocks / seconds, days: done.days / seconds };
    if (speed.blocks > fastest.blocks) fastest = speed;
  }
  return fastest;
}

function tell(work: Work, name: string): void {
  write(
    `${(work.blocks / 1e6).toFixed(1).padStart(9)} M blocks/s ${(work.days / 1e6).toFixed(2).padStart(7)} M days/s  best of ${ROUNDS}, CPU time  ${name}\n`,
  );
}

/** Both engines' year, before either is timed: same law, same plain chain. */
function assertTwins(): void {
  const [one, other] = [runYears("law", 1, 0, 4000), runYears("block", 1, 0, 1000)];
  for (const what of ["heights", "difficulties"] as const) {
    assert.ok(compareSamples(one[what], other[what]).pValue > 0.01);
  }
  const plainHeights = Float64Array.from({ length: 60 }, () => plainYear(1).blocks);
  const expected = momentsOf(one.heights);
  const found = momentsOf(plainHeights);
  const error = Math.hypot(found.meanError, expected.meanError);
  assert.ok(Math.abs(found.mean + YEAR_START.height - expected.mean) < 5 * error);
}

function years(name: EngineName, count: number): Work {
  let blocks = 0;
  for (let member = 0; member < count; member += 1) {
    const network = engine(name, Random.stream(1, member, name));
    for (let day = 0; day < DAYS; day += 1) blocks += network.advance(RATES[day] ?? 0, DAY_S);
  }
  return { blocks, days: count * DAYS };
}

function walk(source: EachArrival, days: number): Work {
  let blocks = 0;
  for (let day = 0; day < days; day += 1) blocks += source.take(PLAIN_DAY_BLOCKS, Infinity);
  return { blocks, days };
}

/** The year as a first program would have it. */
function plainYear(count: number): Work {
  let blocks = 0;
  for (let member = 0; member < count; member += 1) blocks += plainHeight() - YEAR_START.height;
  return { blocks, days: count * DAYS };
}

function plainHeight(): number {
  let { time, height, epochStart } = YEAR_START;
  let difficulty = difficultyOf(compactBits(YEAR_START.bits));
  for (let day = 0; day < DAYS; day += 1) {
    const end = YEAR_START.time + (day + 1) * DAY_S;
    const rate = RATES[day] ?? 0;
    for (;;) {
      const wait = (-Math.log(Math.random()) * difficulty * 2 ** 32) / rate;
      if (time + wait > end) break;
      time += wait;
      height += 1;
      const place = height % RETARGET_INTERVAL;
      if (place === 0) epochStart = Math.floor(time);
      if (place === RETARGET_INTERVAL - 1) difficulty *= harder(Math.floor(time) - epochStart);
    }
    time = end;
  }
  return height;
}

function harder(span: number): number {
  return TARGET_TIMESPAN / Math.min(Math.max(span, TARGET_TIMESPAN / 4), TARGET_TIMESPAN * 4);
}

function write(text: string): void {
  process.stdout.write(text);
}
