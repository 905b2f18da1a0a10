import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import { isAtMost, targetWords } from "../../src/bitcoin/hash-words.ts";
import { HeaderChain, NETWORKS, type Network } from "../../src/bitcoin/index.ts";
import {
  type Choice,
  EASIEST,
  HALF,
  LATER,
  type MinedBlock,
  QUARTER,
  START,
  easyNetwork,
  firstBlock,
  mine,
  mineRun,
  serialised,
  tipOf,
} from "./mined-chain.ts";
import { naiveBits, naiveMedian } from "./naive-chain.ts";

const TWO_WEEKS = 1_209_600;
/** The last height of the first epoch. */
const LAST = 2015;
const MAINNET = easyNetwork(NETWORKS.mainnet, QUARTER);
const TESTNET4 = easyNetwork(NETWORKS.testnet4, QUARTER);
/** Easy blocks without BIP 94, as testnet3 has them. */
const TESTNET3 = { ...TESTNET4, enforcesBip94: false };
const REGTEST = easyNetwork(NETWORKS.regtest, EASIEST);

/** Blocks 1 to 2,014 one second apart, by their bits: an epoch without its last block. */
const prefixes = new Map(
  [EASIEST, HALF, QUARTER].map((bits) => [
    bits,
    mineRun(firstBlock(easyNetwork(NETWORKS.mainnet, bits)), LAST - 1, 1),
  ]),
);

/** An epoch that begins with these bits and whose last block comes so many seconds after its first. */
function epoch(bits: number, span: number, lastBits: number = bits): MinedBlock[] {
  const prefix = prefixes.get(bits) ?? [];
  const last = mine(tipOf(prefix), { time: START + span, bits: lastBits });
  return [...prefix, last];
}

function chainOf(network: Network, blocks: readonly MinedBlock[]): HeaderChain {
  const chain = new HeaderChain(network);
  expect(chain.connect(serialised(blocks), LATER).fault).toBeNull();
  return chain;
}

/** The rule that a block mined on the last of these breaks, or "none". */
function verdict(network: Network, before: readonly MinedBlock[], choice: Choice): string {
  const block = mine(before.at(-1) ?? firstBlock(network), choice);
  return chainOf(network, before).connect(block.header, LATER).fault?.rule ?? "none";
}

describe("the retarget", () => {
  // 0x1fffff × span / T by hand, as far as three bytes of mantissa hold it.
  test.each([
    { why: "stays after two weeks to the second", span: TWO_WEEKS, next: 0x201fffff },
    { why: "halves the target after one week", span: TWO_WEEKS / 2, next: 0x200fffff },
    { why: "doubles it after four", span: TWO_WEEKS * 2, next: 0x203ffffe },
    // 0x1fffff × 2015 / 2016 = 2,096,110.75: 2015 intervals are measured against 2016.
    { why: "hardens when all blocks are ten minutes apart", span: 600 * LAST, next: 0x201ffbee },
    { why: "quarters it at a quarter", span: TWO_WEEKS / 4, next: 0x2007ffff },
    { why: "and no further below", span: TWO_WEEKS / 4 - 1, next: 0x2007ffff },
    { why: "is just short of that above", span: TWO_WEEKS / 4 + 1, next: 0x20080001 },
    { why: "and no further for an epoch of 34 minutes", span: 2_030, next: 0x2007ffff },
    { why: "quadruples it at four times", span: TWO_WEEKS * 4, next: 0x207ffffc },
    { why: "and no further above", span: TWO_WEEKS * 4 + 1, next: 0x207ffffc },
  ])("$why", ({ span, next }) => {
    const blocks = epoch(QUARTER, span);
    const time = START + span + 600;
    expect(verdict(MAINNET, blocks, { time, bits: next })).toBe("none");
    for (const bits of [next - 1, next + 1, EASIEST]) {
      expect(verdict(MAINNET, blocks, { time, bits, lacksWork: true })).toBe("bits");
    }
  });

  test("never passes the easiest target", () => {
    const network = easyNetwork(NETWORKS.mainnet, HALF);
    const blocks = epoch(HALF, 4 * TWO_WEEKS);
    const time = START + 4 * TWO_WEEKS + 600;
    expect(verdict(network, blocks, { time, bits: EASIEST })).toBe("none");
  });

  test("measures the epoch's first and last blocks only; the bits stay between", () => {
    const blocks = epoch(QUARTER, TWO_WEEKS);
    for (const bits of [QUARTER - 1, QUARTER + 1, EASIEST]) {
      const choice = { time: START + 700, bits, lacksWork: true };
      expect(verdict(MAINNET, blocks.slice(0, 1000), choice)).toBe("bits");
    }
  });

  test("does not happen on regtest, however fast its blocks come", () => {
    const blocks = epoch(EASIEST, 2_030);
    const time = START + 2_040;
    expect(verdict(REGTEST, blocks, { time, bits: EASIEST })).toBe("none");
    const harder = naiveBits(tipOf(blocks), time, MAINNET);
    expect(harder).toBe(0x201fffff);
    expect(verdict(REGTEST, blocks, { time, bits: harder })).toBe("bits");
  });

  test("starts from the epoch's first bits under BIP 94, else from its last, easy as they may be", () => {
    const blocks = epoch(QUARTER, TWO_WEEKS, EASIEST);
    const time = START + TWO_WEEKS + 600;
    expect(verdict(TESTNET4, blocks, { time, bits: QUARTER })).toBe("none");
    expect(verdict(TESTNET4, blocks, { time, bits: EASIEST })).toBe("bits");
    expect(verdict(TESTNET3, blocks, { time, bits: EASIEST })).toBe("none");
    expect(verdict(TESTNET3, blocks, { time, bits: QUARTER })).toBe("bits");
  });
});

describe("an epoch's first block", () => {
  const hard = epoch(QUARTER, TWO_WEEKS);
  const easy = epoch(QUARTER, TWO_WEEKS, EASIEST);
  const parentTime = START + TWO_WEEKS;

  test("may lie 600 s before its parent and not 601, where BIP 94 holds", () => {
    expect(verdict(TESTNET4, easy, { time: parentTime - 600, bits: QUARTER })).toBe("none");
    expect(verdict(TESTNET4, easy, { time: parentTime - 601, bits: QUARTER })).toBe("timewarp");
  });

  test("may lie anywhere above the median, where it does not", () => {
    expect(verdict(MAINNET, hard, { time: START + 2_011, bits: QUARTER })).toBe("none");
    expect(verdict(TESTNET3, easy, { time: START + 2_011, bits: EASIEST })).toBe("none");
  });

  test("is the only one that BIP 94 asks this of", () => {
    const late = mine(tipOf(easy.slice(0, 100)), { time: START + 1_250, bits: QUARTER });
    const before = [...easy.slice(0, 100), late];
    expect(verdict(TESTNET4, before, { time: START + 300, bits: QUARTER })).toBe("none");
  });
});

describe("where easy blocks are allowed", () => {
  const before = prefixes.get(QUARTER)?.slice(0, 20) ?? [];
  const { time } = tipOf(before);

  test.each([TESTNET4, TESTNET3])(
    "one more than 1,200 s late must be easy, no other may",
    (net) => {
      expect(verdict(net, before, { time: time + 1_200, bits: QUARTER })).toBe("none");
      expect(verdict(net, before, { time: time + 1_200, bits: EASIEST })).toBe("bits");
      expect(verdict(net, before, { time: time + 1_201, bits: EASIEST })).toBe("none");
      expect(verdict(net, before, { time: time + 1_201, bits: QUARTER })).toBe("bits");
    },
  );

  test("the next in time carries the last bits that were not easy, past any number of easy ones", () => {
    const blocks = [...before];
    for (let i = 0; i < 3; i += 1) {
      const next = { time: tipOf(blocks).time + 600, bits: QUARTER };
      expect(verdict(TESTNET4, blocks, next)).toBe("none");
      expect(verdict(TESTNET4, blocks, { ...next, bits: EASIEST })).toBe("bits");
      blocks.push(mine(tipOf(blocks), { time: tipOf(blocks).time + 1_300, bits: EASIEST }));
    }
  });

  test("the search for them ends at the epoch's first block, so an easy one makes all easy", () => {
    const blocks = epoch(QUARTER, TWO_WEEKS, EASIEST);
    blocks.push(mine(tipOf(blocks), { time: START + TWO_WEEKS + 600, bits: EASIEST }));
    const next = { time: START + TWO_WEEKS + 1_200, bits: EASIEST };
    expect(verdict(TESTNET3, blocks, next)).toBe("none");
    expect(verdict(TESTNET3, blocks, { ...next, bits: QUARTER })).toBe("bits");
  });

  test("elsewhere a late block is as hard as any", () => {
    expect(verdict(MAINNET, before, { time: time + 100_000, bits: QUARTER })).toBe("none");
    expect(verdict(MAINNET, before, { time: time + 100_000, bits: EASIEST })).toBe("bits");
  });
});

test("a hash meets a target as 256-bit numbers compare, its last byte counting most", () => {
  const number = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n });
  const bit = fc.nat({ max: 255 }).map((place) => 1n << BigInt(place));
  fc.assert(
    fc.property(number, bit, (target, difference) => {
      for (const value of [target, target ^ difference]) {
        const hex = value.toString(16).padStart(64, "0");
        const hash = Uint8Array.from(Buffer.from(hex, "hex")).toReversed();
        const words = targetWords(target);
        expect(isAtMost(new DataView(hash.buffer), 0, words)).toBe(value <= target);
      }
    }),
    { numRuns: 1_000 },
  );
});

describe("the time of a block", () => {
  const network = easyNetwork(NETWORKS.mainnet, EASIEST);

  /** A chain whose blocks lie so far above the median of those before them. */
  function above(medians: readonly number[]): MinedBlock[] {
    const blocks: MinedBlock[] = [];
    for (const ahead of medians) {
      const parent = blocks.at(-1) ?? firstBlock(network);
      blocks.push(mine(parent, { time: naiveMedian(parent) + ahead, bits: EASIEST }));
    }
    return blocks;
  }

  test("exceeds the median of the last eleven, or of as many as there are", () => {
    const aheads = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 14 });
    fc.assert(
      fc.property(aheads, (medians) => {
        const blocks = above(medians);
        const median = naiveMedian(blocks.at(-1) ?? firstBlock(network));
        expect(verdict(network, blocks, { time: median, bits: EASIEST })).toBe("median-time");
        expect(verdict(network, blocks, { time: median + 1, bits: EASIEST })).toBe("none");
      }),
    );
  });

  test("is measured against the upper of the two middle ones where they are even", () => {
    const two = above([100]);
    expect(verdict(network, two, { time: START + 100, bits: EASIEST })).toBe("median-time");
    expect(verdict(network, two, { time: START + 101, bits: EASIEST })).toBe("none");
  });

  test("forgets the twelfth block back", () => {
    // The last eleven have the median 8; with the one before them it would be 9.
    const blocks: MinedBlock[] = [];
    for (const second of [1, 2, 1_000, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) {
      const parent = blocks.at(-1) ?? firstBlock(network);
      blocks.push(mine(parent, { time: START + second, bits: EASIEST }));
    }
    expect(verdict(network, blocks, { time: START + 8, bits: EASIEST })).toBe("median-time");
    expect(verdict(network, blocks, { time: START + 9, bits: EASIEST })).toBe("none");
  });

  test("is at most two hours ahead of the clock", () => {
    const now = unixSeconds(START + 1_000);
    const ruleAt = (time: number): string | undefined => {
      const { header } = mine(firstBlock(network), { time, bits: EASIEST });
      return new HeaderChain(network).connect(header, now).fault?.rule;
    };
    expect(ruleAt(now + 7_200)).toBeUndefined();
    expect(ruleAt(now + 7_201)).toBe("future-time");
  });

  test("is unsigned: a chain goes on after 2038", () => {
    const time = 2 ** 31 + 5;
    expect(verdict(network, [], { time, bits: EASIEST })).toBe("none");
  });
});

describe("the version of a block", () => {
  // BIP 34, BIP 66 and BIP 65; Bitcoin Core, src/kernel/chainparams.cpp.
  test("has a floor from the heights at which mainnet's rules were buried", () => {
    expect(NETWORKS.mainnet.versionFloors).toEqual([
      { version: 2, height: 227_931 },
      { version: 3, height: 363_725 },
      { version: 4, height: 388_381 },
    ]);
  });

  const versionFloors = [
    { version: 2, height: 2 },
    { version: 3, height: 4 },
    { version: 4, height: 6 },
  ];
  const network = easyNetwork(NETWORKS.mainnet, EASIEST, { versionFloors });
  const blocks = mineRun(firstBlock(network), 6, 600);

  test.each([
    { height: 1, least: -(2 ** 31) },
    { height: 2, least: 2 },
    { height: 3, least: 2 },
    { height: 4, least: 3 },
    { height: 5, least: 3 },
    { height: 6, least: 4 },
    { height: 7, least: 4 },
  ])("at height $height is at least $least, as signed numbers compare", ({ height, least }) => {
    const before = blocks.slice(0, height - 1);
    const time = START + 600 * height;
    const versions = [-(2 ** 31), -1, 0, 1, 2, 3, 4, 0x20000000, 2 ** 31 - 1];
    for (const version of versions) {
      const rule = version < least ? "version" : "none";
      expect(verdict(network, before, { time, bits: EASIEST, version })).toBe(rule);
    }
  });
});
