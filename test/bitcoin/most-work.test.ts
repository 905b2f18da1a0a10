import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Connected, HeaderChain, NETWORKS } from "../../src/bitcoin/index.ts";
import {
  EASIEST,
  LATER,
  type MinedBlock,
  QUARTER,
  START,
  ancestorAt,
  easyBlock,
  easyNetwork,
  firstBlock,
  hardBlock,
  idsOf,
  mine,
  mineRun,
  pathTo,
  serialised,
  tipOf,
} from "./mined-chain.ts";
import { naiveBits, naiveWork } from "./naive-chain.ts";

/** Late blocks are a quarter as hard as others, and nothing else changes. */
const MIXED = easyNetwork(NETWORKS.testnet4, QUARTER);
const FIRST = firstBlock(MIXED);

function take(chain: HeaderChain, blocks: readonly MinedBlock[]): Connected {
  const connected = chain.connect(serialised(blocks), LATER);
  expect(connected.fault).toBeNull();
  return connected;
}

function easyRun(count: number): MinedBlock[] {
  const blocks: MinedBlock[] = [];
  for (let i = 0; i < count; i += 1) blocks.push(easyBlock(blocks.at(-1) ?? FIRST, i));
  return blocks;
}

describe("the best chain", () => {
  test("is the one of most work, however many blocks another has", () => {
    const chain = new HeaderChain(MIXED);
    const easy = easyRun(3);
    take(chain, easy);
    // One block of work 8 outweighs three of work 2.
    const hard = hardBlock(FIRST, 99);
    expect(take(chain, [hard]).reorganisations).toEqual([{ forkHeight: 0, left: [1, 2, 3] }]);
    expect([chain.tipHeight, chain.work]).toEqual([1, naiveWork(hard)]);
  });

  test("is the one seen first where work is equal, however few blocks it has", () => {
    const easy = easyRun(4);
    const hard = hardBlock(FIRST, 99);
    const byFirst = [
      { first: [hard], second: easy, height: 1 },
      { first: easy, second: [hard], height: 4 },
    ];
    for (const { first, second, height } of byFirst) {
      const chain = new HeaderChain(MIXED);
      take(chain, first);
      expect(take(chain, second)).toMatchObject({ keptHeight: height, reorganisations: [] });
      expect(chain.tipHeight).toBe(height);
    }
  });

  test("needs one block more to be left for another of equal work", () => {
    const chain = new HeaderChain(MIXED);
    const easy = easyRun(4);
    take(chain, [hardBlock(FIRST, 99), ...easy]);
    expect(chain.tipHeight).toBe(1);
    const { reorganisations, keptHeight } = take(chain, [easyBlock(easy.at(-1) ?? FIRST, 5)]);
    expect([reorganisations, keptHeight]).toEqual([[{ forkHeight: 0, left: [1] }], 0]);
    expect(chain.tipHeight).toBe(5);
  });
});

describe("a reorganisation", () => {
  const network = easyNetwork(NETWORKS.mainnet, EASIEST);
  const height = 3_010;
  /** One block a second: at height 2,016 the target falls to a quarter. */
  const trunk = grown(firstBlock(network), height, 1);

  test.each([1, 2, 10, 994, 995, 996, 1_500, 3_000])("goes %i blocks deep and back", (depth) => {
    const chain = new HeaderChain(network);
    const rows = take(chain, trunk).rows.slice(-depth);
    const fork = ancestorAt(tipOf(trunk), height - depth);
    // Blocks a third slower, but for the target it makes no difference.
    const branch = grown(fork, depth + 1, 2);
    expect(tipOf(branch).bits).toBe(tipOf(trunk).bits);
    const away = take(chain, branch);
    expect(away.reorganisations).toEqual([{ forkHeight: fork.height, left: rows }]);
    expect(idsOf(chain)).toEqual(pathTo(tipOf(branch)).map(({ id }) => id));
    const more = grown(tipOf(trunk), 2, 1);
    const back = take(chain, more);
    expect(back.reorganisations).toEqual([{ forkHeight: fork.height, left: away.rows }]);
    expect(back.keptHeight).toBe(fork.height);
    expect(idsOf(chain)).toEqual(pathTo(tipOf(more)).map(({ id }) => id));
  });

  test("leaves every block's ancestors what they were, on all branches", () => {
    const chain = new HeaderChain(network);
    const forks = [5, 2_000, 2_015, 2_016, 2_500].map((at) => ancestorAt(tipOf(trunk), at));
    const branches = forks.map((fork) => grown(fork, 40, 3));
    // A branch of a branch, and one that wins.
    branches.push(grown(ancestorAt(tipOf(branches[1] ?? trunk), 2_020), 30, 5));
    branches.push(grown(ancestorAt(tipOf(trunk), 2_990), 25, 2));
    const blocks = [...trunk, ...branches.flat()];
    const { rows } = take(chain, blocks);
    const index = fc.oneof(
      fc.nat({ max: blocks.length - 1 }),
      fc.integer({ min: trunk.length, max: blocks.length - 1 }),
    );
    fc.assert(
      fc.property(index, fc.nat({ max: height }), fc.nat({ max: 60 }), (which, far, near) => {
        const block = blocks[which] ?? tipOf(trunk);
        for (const at of [Math.min(far, block.height), Math.max(0, block.height - near)]) {
          const row = chain.ancestor(rows[which] ?? -1, at);
          expect(idsOf(chain, [row])[0]).toBe(ancestorAt(block, at).id);
        }
      }),
      { numRuns: 300 },
    );
  });

  function grown(parent: MinedBlock, count: number, spacing: number): MinedBlock[] {
    const blocks: MinedBlock[] = [];
    for (let i = 0; i < count; i += 1) {
      const before = blocks.at(-1) ?? parent;
      const time = before.time + spacing;
      blocks.push(mine(before, { time, bits: naiveBits(before, time, network), salt: spacing }));
    }
    return blocks;
  }
});

describe("a locator", () => {
  const network = easyNetwork(NETWORKS.regtest, EASIEST);
  const chain = new HeaderChain(network);
  take(chain, mineRun(firstBlock(network), 3_000, 600));
  const heights = (from?: number) =>
    chain.locator(from).map((hash) => chain.height(chain.find(hash)));

  test("names ten blocks one by one, then at doubling distances, then the first", () => {
    expect(heights(100)).toEqual([100, 99, 98, 97, 96, 95, 94, 93, 92, 91, 89, 85, 77, 61, 29, 0]);
    expect(heights(5)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(heights(0)).toEqual([0]);
  });

  test("begins at the tip and stays short", () => {
    expect(heights().slice(0, 2)).toEqual([3_000, 2_999]);
    // 10 + ⌈log2(3,000 − 9)⌉, and the first block.
    expect(heights().length).toBeLessThanOrEqual(23);
  });
});

describe("a checkpoint", () => {
  const network = easyNetwork(NETWORKS.regtest, EASIEST);
  const run = mineRun(firstBlock(network), 10, 600);
  const fourth = run[3] ?? firstBlock(network);
  const checkpoints = new Map([[4, Buffer.from(fourth.hash.toReversed()).toString("hex")]]);
  const other = mineRun(run[1] ?? firstBlock(network), 20, 700);

  test("takes the chain that holds it", () => {
    expect(new HeaderChain(network, checkpoints).connect(serialised(run), LATER).fault).toBeNull();
  });

  test("refuses another at its height, whatever work follows", () => {
    for (const before of [run, run.slice(0, 2)]) {
      const chain = new HeaderChain(network, checkpoints);
      take(chain, before);
      const { fault, added } = chain.connect(serialised(other), LATER);
      expect([fault?.rule, fault?.index, fault?.height, added]).toEqual(["checkpoint", 1, 4, 1]);
      expect(chain.tipHeight).toBe(before === run ? 10 : 3);
      take(chain, run);
      expect(idsOf(chain).slice(1)).toEqual(run.map(({ id }) => id));
    }
  });
});

test("a header's own facts are read back from its row, on any branch", () => {
  const chain = new HeaderChain(MIXED);
  const [one, two] = [hardBlock(FIRST, 1), easyBlock(FIRST, 2)];
  const { rows } = take(chain, [one, two]);
  for (const [index, block] of [one, two].entries()) {
    const row = rows[index] ?? -1;
    expect(Buffer.from(chain.header(row))).toEqual(Buffer.from(block.header));
    expect([chain.height(row), chain.parent(row)]).toEqual([1, 0]);
    expect([chain.time(row), chain.bits(row)]).toEqual([block.time, block.bits]);
    expect(chain.find(block.hash)).toBe(row);
  }
  expect(chain.find(new Uint8Array(32))).toBe(-1);
  expect([chain.activeRow(2), chain.time(0)]).toEqual([-1, START]);
});
