// Prints each speed with the machine; asserts that the result is right before timing it. Where a peer
// or a physical limit exists, it runs in the same process.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { makeStudy, openWorkspace } from "../src/app/index.ts";
import { parseTime, parseWindow } from "../src/base/index.ts";
import {
  DifficultyForecaster,
  Timeline,
  findAlarms,
  hashrateAt,
  poolTable,
  scoreForecasts,
  windowsAround,
} from "../src/observe/index.ts";
import { brkChange, mempoolChange } from "../src/observe/forecast/peers.ts";
import { checkRetargets } from "../src/record/index.ts";
import { loadRecord } from "../src/store/index.ts";
import { printMachine } from "./machine.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 7;

interface Timing {
  readonly first: number;
  readonly median: number;
}

printMachine();

await bench("load the record", "s", async () => {
  const record = await loadRecord(`${HOME}data`);
  assert.equal(record.blocks.time.length, 335_554);
});
await bench("limit: read its bytes from disk", "s", async () => {
  assert.equal(readFileSync(`${HOME}data/blocks.parquet`).subarray(0, 4).toString(), "PAR1");
});

const { record, timeline } = await openWorkspace({ record: `${HOME}data` });
await bench("order the blocks by time", "s", async () => {
  assert.equal(new Timeline(record.blocks).epochs.length, 168);
});
await bench("replay the retarget rule, 335,554 blocks", "s", async () => {
  const { checked, mismatches } = checkRetargets(record.blocks);
  assert.deepEqual([checked, mismatches.length], [166, 0]);
});

const at = parseTime("2021-06-20T04:00Z", "at");
const day = parseWindow("24h", "window");
await bench("24 h hashrate with its intervals", "s", async () => {
  assert.equal((hashrateAt(timeline, at, day).hashrate.value / 1e18).toFixed(1), "107.0");
});
await bench("pool table, 14 d around the cut", "s", async () => {
  const windows = windowsAround(parseTime("2021-06-19T16:00Z", "at"), parseWindow("14d", "window"));
  const fallen = poolTable(timeline, windows).pools.filter(({ verdict }) => verdict === "drop");
  assert.equal(fallen.length, 6);
});
await bench("alarms over the whole record", "s", async () => {
  assert.ok(findAlarms(timeline).length > 20);
});

const forecasts = await bench("7,566 forecasts, all fits included", "s", async () => {
  const board = scoreForecasts(timeline, new DifficultyForecaster(timeline, record.market));
  assert.equal(board.n, 7566);
  assert.ok(
    board.methods.hashfall.maePp < 2 && board.methods.hashfall.maePp < board.methods.mempool.maePp,
  );
});
const moments = new DifficultyForecaster(timeline, record.market).walkForward(667_296);
const peers = await bench(
  "peers: mempool's and BRK's formulas at the same moments",
  "s",
  async () => {
    const sum = moments.reduce(
      (total, moment) => total + mempoolChange(timeline, moment) + brkChange(timeline, moment),
      0,
    );
    assert.ok(Number.isFinite(sum));
  },
);
process.stdout.write(
  `  (the peers do no fit and give no interval: ${(forecasts.median / peers.median).toFixed(0)} times faster, 2.44 and 2.96 points of error against 1.95)\n`,
);

await bench("study: load, compute, typeset, page and tables", "s", async () => {
  const workspace = await openWorkspace({ record: `${HOME}data` });
  const study = await makeStudy(workspace, { name: "sichuan-2021", claimsFolder: `${HOME}claims` });
  assert.ok((study.files.get("index.html") ?? "").includes("</html>"));
});

async function bench(name: string, unit: "s", task: () => Promise<void>): Promise<Timing> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await task();
    times.push((performance.now() - start) / 1000);
  }
  const timing = { first: times[0] ?? NaN, median: times.toSorted((a, b) => a - b)[3] ?? NaN };
  process.stdout.write(
    `${timing.first.toFixed(4).padStart(9)} ${unit} first  ${timing.median.toFixed(4).padStart(9)} ${unit} median of ${ROUNDS}  ${name}\n`,
  );
  return timing;
}
