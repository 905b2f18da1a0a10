// Kills syncs at random moments and checks what they leave: npm run kill-test -- --times 50
import { parseArgs } from "node:util";
import { killTest } from "../test/app/sync/kill/kill-test.ts";
import { blockFiles, branchingNode, longNode } from "../test/app/sync/kill/origins.ts";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    mined: { type: "string", default: "15000" },
  },
});
const started = performance.now();
const counts = await killTest({
  times: Number(values.times),
  seed: Number(values.seed),
  origins: [branchingNode, blockFiles, async () => longNode(Number(values.mined))],
  kills: { first: 1, syncing: 5, reorganising: 3, labelling: 4 },
  tell: (line) => void process.stderr.write(line),
});
const { kills, syncs, between, within, stepsKept, stepsLost, reorganising, missed } = counts;
const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(
  `${kills} kills over ${syncs} whole syncs in ${seconds} s, seed ${values.seed}: no committed block lost, none twice, every sync resumed by itself\n` +
    `  within commits ${within.commit} (${stepsLost} steps lost, ${stepsKept} stored all the same; ${reorganising} reorganising), opening ${within.open}, relabelling ${within.relabel}, writing the blocks' file ${within.exportBlocks}, between ${between}; ${missed} runs ended first\n`,
);
