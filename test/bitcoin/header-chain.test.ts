import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import {
  HEADER_BYTES,
  HeaderChain,
  NETWORKS,
  NETWORK_NAMES,
  bytesFromHex,
  coinbaseTransactionId,
  compactBits,
  displayHash,
  hashHeaders,
  hexOf,
  nextBits,
  parseCoinbase,
  parseHeader,
  toTarget,
  verifyHeaders,
} from "../../src/bitcoin/index.ts";
import { firstMainnetHeaders, headers2019 } from "../fixtures/headers.ts";
import { recordedNode } from "../fixtures/node.ts";
import {
  EASIEST,
  LATER,
  START,
  easyNetwork,
  firstBlock,
  mine,
  mineRun,
  serialised,
} from "./mined-chain.ts";

const NOW = unixSeconds(1_800_000_000);
const recording = recordedNode();
const allHeaders = [...recording.blocks.values()].map(({ header }) => header);

function chainOf(headers: Uint8Array): HeaderChain {
  const chain = new HeaderChain(NETWORKS.mainnet);
  expect(chain.connect(headers, NOW).fault).toBeNull();
  return chain;
}

function headerAt(headers: Uint8Array, index: number): Uint8Array {
  return headers.subarray(index * HEADER_BYTES, (index + 1) * HEADER_BYTES);
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

function rowHash(chain: HeaderChain, height: number): string {
  return displayHash(chain.hash(chain.activeRow(height)));
}

/** Expected hashes of one block. Bitcoin Core, src/chain.cpp, `GetBlockProof`. */
function workOf(bits: number): bigint {
  return 2n ** 256n / (toTarget(compactBits(bits)) + 1n);
}

describe("first blocks", () => {
  test.each(NETWORK_NAMES)("%s begins with the hash and the coinbase that Core states", (name) => {
    const { genesisHeader, genesisHash, genesisCoinbase } = NETWORKS[name];
    const header = bytesFromHex(genesisHeader);
    expect(displayHash(hashHeaders(header))).toBe(genesisHash);
    const bytes = bytesFromHex(genesisCoinbase);
    const id = coinbaseTransactionId(bytes, parseCoinbase(bytes));
    expect(hexOf(id)).toBe(hexOf(header.subarray(36, 68)));
  });
});

describe("mainnet's first 20,000 headers", () => {
  const headers = firstMainnetHeaders();

  test("keep every rule and have the work that their difficulty of 1 adds up to", () => {
    const chain = chainOf(headers);
    expect(chain.tipHeight).toBe(19_999);
    expect(rowHash(chain, chain.tipHeight)).toBe(
      "00000000ba36eb929dc90170a96ee3efb76cbebee0e0e5c4da9eb0b6e74d9124",
    );
    // 2^256 / (0xffff × 2^208 + 1), Bitcoin Core `GetBlockProof`, 20,000 times.
    expect(chain.work).toBe(20_000n * 4_295_032_833n);
  });

  test("one flipped bit anywhere is found, and the header or its follower is named", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_500 }),
        fc.integer({ min: 0, max: 8 * HEADER_BYTES - 1 }),
        (height, bit) => {
          const some = headers.subarray(0, 2_600 * HEADER_BYTES);
          const damaged = flipped(some, 8 * HEADER_BYTES * height + bit);
          const chain = new HeaderChain(NETWORKS.mainnet);
          const { fault } = chain.connect(damaged, NOW);
          expect(fault).not.toBeNull();
          expect(fault?.index).toBe(height);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("mainnet's summer of 2019", () => {
  const { firstHeight, headers, parent } = headers2019();
  const count = headers.length / HEADER_BYTES;
  /** Mainnet as if it had begun with the first block of an epoch: heights count from 586,656. */
  const network = { ...NETWORKS.mainnet, genesisHeader: hexOf(parent) };
  const retargetAt = 588_672 - (firstHeight - 1);
  const all = [
    parent,
    ...Array.from({ length: count }, (_, index) => headerAt(headers, index)),
  ].map((header) => parseHeader(header));

  test("has its work and its links", () => {
    const { fault, hashes } = verifyHeaders(headers, hashHeaders(parent), network.powLimit);
    expect(fault).toBeNull();
    // Block 588,671.
    expect(displayHash(hashes.subarray(32 * (retargetAt - 2), 32 * (retargetAt - 1)))).toBe(
      "000000000000000000096b8d24db6471fb5871e9ae8bd1d7384fbee9c80a6052",
    );
  });

  test("keeps every rule, and its work is that of its two targets", () => {
    const chain = new HeaderChain(network);
    expect(chain.connect(headers, NOW).fault).toBeNull();
    expect(chain.tipHeight).toBe(2_633);
    const later = BigInt(2_634 - retargetAt);
    expect(chain.work).toBe(2016n * workOf(0x171f3a08) + later * workOf(0x171c3039));
  });

  test("changes its target at 588,672 only, by the times of the epoch's first and last block", () => {
    const bits = all.map((header) => header.bits);
    expect(new Set(bits.slice(0, retargetAt))).toEqual(new Set([0x171f3a08]));
    expect(new Set(bits.slice(retargetAt))).toEqual(new Set([0x171c3039]));
    const first = parseHeader(parent);
    const last = parseHeader(headerAt(headers, retargetAt - 2));
    expect(nextBits(first.bits, first.time, last.time)).toBe(0x171c3039);
  });

  test("never falls to the median of eleven, though twelve blocks lie before their parents", () => {
    const times = all.map((header) => header.time);
    const ahead = times.slice(11).map((time, index) => {
      const eleven = times.slice(index, index + 11).toSorted((a, b) => a - b);
      return time - (eleven[5] ?? 0);
    });
    expect(Math.min(...ahead)).toBeGreaterThan(0);
    expect(times.filter((time, index) => time < (times[index - 1] ?? 0)).length).toBe(12);
  });

  test("does not bear one flipped bit: the very header is named", () => {
    const index = fc.nat({ max: count - 1 });
    fc.assert(
      fc.property(index, fc.nat({ max: 8 * HEADER_BYTES - 1 }), (place, bit) => {
        const damaged = flipped(headers, 8 * HEADER_BYTES * place + bit);
        expect(new HeaderChain(network).connect(damaged, NOW).fault?.index).toBe(place);
        const checked = verifyHeaders(damaged, hashHeaders(parent), network.powLimit);
        expect(checked.fault?.index).toBe(place);
      }),
    );
  });
});

test("a target of 2^254 takes three hashes: 2^256 is divided by one more, and rounded down", () => {
  const network = easyNetwork(NETWORKS.regtest, 0x20400000);
  expect(new HeaderChain(network).work).toBe(3n);
});

describe("a batch of headers", () => {
  const REGTEST = easyNetwork(NETWORKS.regtest, EASIEST);
  const blocks = mineRun(firstBlock(REGTEST), 20, 600);
  const [, second, third] = blocks;

  test("is taken up to the first that breaks a rule, which is named", () => {
    const bad = mine(blocks[9] ?? firstBlock(REGTEST), { time: START, bits: EASIEST });
    const batch = serialised([...blocks.slice(0, 10), bad, ...blocks.slice(10)]);
    const chain = new HeaderChain(REGTEST);
    const { added, rows, fault } = chain.connect(batch, LATER);
    expect([added, rows.length, chain.tipHeight]).toEqual([10, 10, 10]);
    const hash = displayHash(bad.hash);
    expect(fault).toMatchObject({ index: 10, height: 11, rule: "median-time", hash });
  });

  test("whose first parent is not known is refused, height and all", () => {
    const { fault } = new HeaderChain(REGTEST).connect(second?.header ?? new Uint8Array(), LATER);
    expect(fault).toMatchObject({ index: 0, height: null, rule: "parent" });
  });

  test("that leaves one out is refused from there", () => {
    const batch = serialised([...blocks.slice(0, 1), ...(third === undefined ? [] : [third])]);
    const { fault, added } = new HeaderChain(REGTEST).connect(batch, LATER);
    expect([fault?.rule, fault?.index, added]).toEqual(["parent", 1, 1]);
  });

  test("that ends inside a header is taken up to there", () => {
    for (const rest of [1, 79]) {
      const batch = serialised(blocks).subarray(0, 5 * HEADER_BYTES + rest);
      const { fault, added } = new HeaderChain(REGTEST).connect(batch, LATER);
      expect([fault?.rule, fault?.index, fault?.height, added]).toEqual(["size", 5, null, 5]);
    }
  });

  test("of no bytes changes nothing", () => {
    const nothing = { rows: [], added: 0, keptHeight: 0, reorganisations: [], fault: null };
    expect(new HeaderChain(REGTEST).connect(new Uint8Array(), LATER)).toEqual(nothing);
  });

  test("of arbitrary bytes is refused at its first header", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (bytes) => {
        const { fault, added } = new HeaderChain(REGTEST).connect(bytes, LATER);
        expect([fault?.index, added]).toEqual([0, 0]);
      }),
    );
  });
});

describe("the recorded node", () => {
  const active = recording.rows.map(({ hash }) => hash);

  test("gives the same best chain whatever the order its blocks arrive in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 20, maxLength: 60 }), (sizes) => {
        const chain = new HeaderChain(NETWORKS.regtest);
        const queue = Buffer.concat(allHeaders);
        let at = 0;
        for (let turn = 0; at < queue.length; turn += 1) {
          const size = ((sizes[turn % sizes.length] ?? 0) * 20 + 1) * HEADER_BYTES;
          expect(chain.connect(queue.subarray(at, at + size), NOW).fault).toBeNull();
          at += size;
        }
        expect(chain.tipHeight).toBe(5_004);
        expect(active.every((hash, height) => hash === rowHash(chain, height))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test("shows its four reorganisations as they happened", () => {
    const chain = new HeaderChain(NETWORKS.regtest);
    const { reorganisations } = chain.connect(new Uint8Array(Buffer.concat(allHeaders)), NOW);
    expect(reorganisations.map(({ forkHeight, left }) => [forkHeight, left.length])).toEqual(
      recording.chainTips
        .filter(({ branchlen }) => branchlen > 0)
        .map(({ height, branchlen }) => [height - branchlen, branchlen])
        .toReversed(),
    );
  });

  test("is known again when it is sent twice", () => {
    const chain = new HeaderChain(NETWORKS.regtest);
    const all = new Uint8Array(Buffer.concat(allHeaders));
    chain.connect(all, NOW);
    const again = chain.connect(all, NOW);
    expect([again.added, again.fault, again.keptHeight]).toEqual([0, null, 5_004]);
  });
});
