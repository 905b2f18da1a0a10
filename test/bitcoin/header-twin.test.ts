import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import { HeaderChain, NETWORKS } from "../../src/bitcoin/index.ts";
import {
  EASIEST,
  HALF,
  LATER,
  type MinedBlock,
  QUARTER,
  START,
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
import { NaiveTree, naiveBits, naiveFaults, naiveMedian, naiveWork } from "./naive-chain.ts";

/** The last height of the first epoch. */
const LAST = 2015;
/** Late blocks are a quarter as hard as others. */
const MIXED = easyNetwork(NETWORKS.testnet4, QUARTER);
const FIRST = firstBlock(MIXED);

describe("a twin that walks back for every answer", () => {
  const NOW = unixSeconds(START + 2_000_000);
  const versionFloors = [{ version: 2, height: LAST }];
  const networks = [
    easyNetwork(NETWORKS.mainnet, HALF, { versionFloors }),
    easyNetwork(NETWORKS.testnet4, HALF, { versionFloors }),
    easyNetwork(NETWORKS.testnet4, HALF, { enforcesBip94: false }),
    easyNetwork(NETWORKS.regtest, HALF),
  ];
  /** Chooses a time by the parent's, the median or the clock, most often one near a limit. */
  const time = fc.oneof(
    fc
      .constantFrom(-601, -600, 1, 1_200, 1_201, 300_000)
      .map((by) => (parent: MinedBlock) => parent.time + by),
    fc.constantFrom(0, 1, 2).map((by) => (parent: MinedBlock) => naiveMedian(parent) + by),
    fc.constantFrom(7_200, 7_201).map((by) => () => NOW + by),
  );
  const attempt = fc.record({
    time,
    back: fc.constantFrom(0, 0, 0, 1, 2, 3),
    wrongBits: fc.constantFrom(null, null, null, null, EASIEST, HALF, QUARTER),
    lacksWork: fc.constantFrom(false, false, false, false, true),
    version: fc.constantFrom(4, 4, 4, 1, -5),
  });

  test("takes and refuses the same headers, across a retarget", () => {
    const prefix = mineRun(firstBlock(networks[0] ?? MIXED), LAST - 2, 1);
    const attempts = fc.array(attempt, { minLength: 5, maxLength: 25 });
    fc.assert(
      fc.property(fc.constantFrom(...networks), attempts, (network, choices) => {
        const chain = new HeaderChain(network);
        expect(chain.connect(serialised(prefix), LATER).fault).toBeNull();
        const taken = prefix.slice(-1);
        for (const [salt, { back, wrongBits, ...choice }] of choices.entries()) {
          const parent = taken[Math.max(0, taken.length - 1 - back)] ?? tipOf(taken);
          const at = choice.time(parent);
          const bits = wrongBits ?? naiveBits(parent, at, network);
          const block = mine(parent, { ...choice, salt, time: at, bits });
          const expected = [...naiveFaults(block, network, NOW)];
          const rule = chain.connect(block.header, NOW).fault?.rule ?? "none";
          expect(expected.length === 0 ? ["none"] : expected).toContain(rule);
          if (rule === "none") taken.push(block);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a tree of headers", () => {
  const tree = fc.array(
    fc.record({ back: fc.oneof(fc.constant(0), fc.nat({ max: 12 })), isEasy: fc.boolean() }),
    { minLength: 1, maxLength: 30 },
  );
  const ranks = fc.array(fc.double({ noNaN: true }), { minLength: 31, maxLength: 31 });
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 });

  test("has the same best chain and history as one that adds all work up anew each time", () => {
    fc.assert(
      fc.property(tree, ranks, sizes, (shape, order, batches) => {
        const arrivals = shuffled(grow(shape), order);
        const chain = new HeaderChain(MIXED);
        const naive = new NaiveTree(FIRST);
        for (let at = 0, turn = 0; at < arrivals.length; turn += 1) {
          const batch = arrivals.slice(at, at + (batches[turn % batches.length] ?? 1));
          at += batch.length;
          expectSame(chain, naive, batch);
        }
      }),
    );
  });
});

function expectSame(chain: HeaderChain, naive: NaiveTree, batch: readonly MinedBlock[]): void {
  const [countBefore, heightBefore] = [naive.seen.length, naive.best.height];
  const expected = batch.map((block) => naive.add(block)).filter((one) => one !== null);
  const { rows, added, keptHeight, reorganisations, fault } = chain.connect(
    serialised(batch),
    LATER,
  );
  expect(fault).toBeNull();
  expect(
    reorganisations.map(({ forkHeight, left }) => ({
      forkHeight,
      left: idsOf(chain, left),
    })),
  ).toEqual(expected);
  expect(idsOf(chain, rows)).toEqual(batch.map(({ id }) => id));
  expect(added).toBe(naive.seen.length - countBefore);
  expect(keptHeight).toBe(Math.min(heightBefore, ...expected.map((one) => one.forkHeight)));
  expect(idsOf(chain)).toEqual(pathTo(naive.best).map(({ id }) => id));
  expect(chain.work).toBe(naiveWork(naive.best));
}

/** Each block on one of those before it, most often on the last. */
function grow(shape: readonly { back: number; isEasy: boolean }[]): MinedBlock[] {
  const blocks = [FIRST];
  for (const [salt, { back, isEasy }] of shape.entries()) {
    const parent = blocks[Math.max(0, blocks.length - 1 - back)] ?? FIRST;
    blocks.push(isEasy ? easyBlock(parent, salt) : hardBlock(parent, salt));
  }
  return blocks.slice(1);
}

/** The blocks by rank, but none before its parent; every fifth comes a second time. */
function shuffled(blocks: readonly MinedBlock[], order: readonly number[]): MinedBlock[] {
  const rankOf = new Map(blocks.map((block, index) => [block.id, order[index] ?? 0]));
  const arrived = new Set([FIRST.id]);
  const arrivals: MinedBlock[] = [];
  while (arrived.size <= blocks.length) {
    const [next = FIRST] = blocks
      .filter(({ id, parent }) => !arrived.has(id) && arrived.has(parent?.id ?? ""))
      .toSorted((a, b) => (rankOf.get(a.id) ?? 0) - (rankOf.get(b.id) ?? 0));
    arrived.add(next.id);
    arrivals.push(next);
    if (arrivals.length % 5 === 0) arrivals.push(arrivals[arrivals.length >> 1] ?? next);
  }
  return arrivals;
}
