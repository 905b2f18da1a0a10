import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import {
  HEADER_BYTES,
  HeaderChain,
  NETWORKS,
  NETWORK_NAMES,
  bytesFromHex,
  coinbaseTransactionId,
  displayHash,
  hashHeaders,
  hexOf,
  parseCoinbase,
} from "../../src/bitcoin/index.ts";
import { firstMainnetHeaders } from "../fixtures/headers.ts";
import { recordedNode } from "../fixtures/node.ts";

const NOW = unixSeconds(1_800_000_000);
const recording = recordedNode();
const allHeaders = [...recording.blocks.values()].map(({ header }) => header);

function chainOf(headers: Uint8Array): HeaderChain {
  const chain = new HeaderChain(NETWORKS.mainnet);
  expect(chain.connect(headers, NOW).fault).toBeNull();
  return chain;
}

function tipHash(chain: HeaderChain): string {
  return displayHash(chain.hash(chain.activeRow(chain.tipHeight)));
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
    expect(tipHash(chain)).toBe("00000000ba36eb929dc90170a96ee3efb76cbebee0e0e5c4da9eb0b6e74d9124");
    // 2^256 / (0xffff × 2^208 + 1), Bitcoin Core `GetBlockProof`, 20,000 times.
    expect(chain.work).toBe(20_000n * 4_295_032_833n);
  });

  test("one flipped bit anywhere is found, and the header or its follower is named", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_500 }),
        fc.integer({ min: 0, max: 8 * HEADER_BYTES - 1 }),
        (height, bit) => {
          const damaged = new Uint8Array(headers.subarray(0, 2_600 * HEADER_BYTES));
          const at = height * HEADER_BYTES + (bit >> 3);
          damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit & 7));
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

  function rowHash(chain: HeaderChain, height: number): string {
    return displayHash(chain.hash(chain.activeRow(height)));
  }
});
