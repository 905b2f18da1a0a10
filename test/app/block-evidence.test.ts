import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  BlockInspector,
  blockEvidenceAnswer,
  chainPaths,
  conflictsAnswer,
  differencesAnswer,
  unknownsAnswer,
  withChainStore,
} from "../../src/app/index.ts";
import { bytesFromHex, coinbaseReward, parseCoinbase } from "../../src/bitcoin/index.ts";
import { type FactRecord, UNOBSERVED } from "../../src/record/index.ts";
import { recordedNode } from "../fixtures/node.ts";
import { T, record } from "../shipped.ts";
import { MAINNET_COINBASES } from "../vectors/mainnet-coinbases.ts";
import { type TestBlock, storeOf, syncedRegtest } from "./chains.ts";

const HUOBI = "1EepjXgvWUoRyNvuLSAxjiqZ1QqKGDANLW";
const folder = mkdtempSync(join(tmpdir(), "hashfall-evidence-"));
const regtest = await syncedRegtest(chainPaths(folder, "regtest").store);
const inspector = await BlockInspector.open(regtest, record);
afterAll(() => {
  regtest.close();
  rmSync(folder, { recursive: true });
});

/** A block that says a text after the height that mainnet's block 683,919 states. */
function saying(text: string, at: string, addresses: readonly string[] = []): TestBlock {
  const script = Buffer.concat([Buffer.from("038f6f0a", "hex"), Buffer.from(text)]);
  return { time: T(at), script, addresses };
}

async function inspected(
  blocks: readonly (TestBlock | null)[],
  facts: FactRecord = record,
  asOf?: string,
): Promise<BlockInspector> {
  const store = await storeOf(":memory:", "mainnet", blocks);
  return BlockInspector.open(store, facts, asOf === undefined ? undefined : T(asOf));
}

test.each([0, 1, 149, 150, 2_500, 5_004])(
  "block %d of a synced chain is what the node says it is",
  async (height) => {
    const row = recordedNode().rows[height];
    const { coinbase, time, subsidy } = await inspector.at(height);
    expect(Buffer.from(coinbase.script)).toEqual(row?.coinbaseScript);
    expect(coinbase).toMatchObject({ height, value: row?.valueSat, addresses: row?.addresses });
    expect(time).toBe(row?.time);
    expect(coinbase.value - subsidy).toBeGreaterThanOrEqual(0);
  },
);

// The texts were read off the bytes by hand; see test/vectors/mainnet-coinbases.ts.
test("block 631,076 is Braiins Pool's by its address, and secures another chain", async () => {
  const known = MAINNET_COINBASES.find(({ height }) => height === 631_076);
  const { script, ...rest } = parseCoinbase(bytesFromHex(known?.hex ?? ""));
  const value = coinbaseReward({ script, ...rest });
  const addresses = (known?.addresses ?? []).filter((address) => address !== null);
  const time = T("2020-05-19T12:00Z");
  const mainnet = await inspected([{ time, script, value, addresses, transactions: 2_103 }]);
  expect(blockEvidenceAnswer("mainnet", await mainnet.at(0))).toMatchObject({
    at: "2020-05-19T12:00:00Z",
    transactions: 2_103,
    empty: false,
    reward_sat: known?.reward,
    texts: [
      { offset: 55, text: "oq+" },
      { offset: 64, text: "/slush/" },
    ],
    merge_mining: { offset: 4, root: known?.mergeMiningRoot, tree_size: 1 },
    pool: "braiinspool",
    conflict: false,
    rule: { kind: "address", alone: true },
    evidence: [
      { kind: "address", output: 0 },
      { kind: "tag", value: "/slush/", offset: 64, bytes_hex: "2f736c7573682f", exact: true },
    ],
    group: null,
  });
});

// github.com/bitcoin-data/mining-pools, issues 36 and 89
test("a block paid to one pool and tagged by another is a conflict, and the others are none", async () => {
  const mainnet = await inspected([
    saying("/ViaBTC/", "2021-06-01"),
    saying("/one_more_mcd/", "2021-06-02", [HUOBI]),
    null,
    saying("nobody", "2021-06-03"),
  ]);
  const report = await mainnet.conflicts(mainnet.range());
  const sources = ["mempool/mining-pools", "sorukumar/bitcoin-mining-pools"];
  const common = { sources, standing: "counts", valid_from: null, valid_to: null };
  const address = {
    kind: "address",
    value: HUOBI,
    pool: "huobipool",
    ...common,
    output: 0,
    alone: true,
  };
  expect(conflictsAnswer("mainnet", report)).toEqual({
    network: "mainnet",
    from_height: 0,
    to_height: 3,
    blocks: 3,
    blocks_without_coinbase: 1,
    conflicting_blocks: 1,
    conflicts: [
      {
        height: 1,
        at: "2021-06-02T00:00:00Z",
        transactions: 1,
        empty: true,
        reward_sat: 50e8,
        subsidy_sat: 50e8,
        fees_sat: 0,
        addresses: [HUOBI],
        script_hex: "038f6f0a2f6f6e655f6d6f72655f6d63642f",
        texts: [{ offset: 4, text: "/one_more_mcd/" }],
        extra_nonce: [],
        merge_mining: null,
        pool: "huobipool",
        conflict: true,
        rule: address,
        evidence: [
          address,
          {
            kind: "tag",
            value: "/one_more_mcd/",
            pool: "emcdpool",
            ...common,
            offset: 4,
            bytes_hex: "2f6f6e655f6d6f72655f6d63642f",
            exact: true,
          },
        ],
        group: null,
      },
    ],
  });
});

test("a pool's group is told from the time on that it is known", async () => {
  const mainnet = await inspected([
    saying("/AntPool/", "2022-08-31T23:59:59Z"),
    saying("/AntPool/", "2022-09-01"),
  ]);
  expect((await mainnet.at(0)).group).toBeNull();
  expect(blockEvidenceAnswer("mainnet", await mainnet.at(1))).toMatchObject({
    group: { slug: "antpool-and-friends", valid_from: { at: "2022-09-01T00:00:00Z" } },
  });
});

test("every unknown block is in one group, the largest group first", async () => {
  const report = await inspector.unknowns(inspector.range());
  const sizes = report.groups.map(({ blocks }) => blocks);
  expect(report).toMatchObject({ from: 0, to: 5_004, blocks: 5_005 });
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(report.unknown);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  // The branches that won say so, and each has one block more than the one it replaced.
  const lost = recordedNode().chainTips.filter(({ status }) => status === "valid-fork");
  const won = lost.reduce((sum, { branchlen }) => sum + branchlen + 1, 0);
  const reorganised: unknown = expect.objectContaining({
    by: "text",
    likeness: "/Reorg#/",
    blocks: won,
  });
  const answer = unknownsAnswer("regtest", report);
  expect(answer).toMatchObject({ groups: expect.arrayContaining([reorganised]) });
});

test("a range looks at its blocks alone, and ends where the chain does", async () => {
  const range = inspector.range(1_000, 1_000_000);
  expect(range).toEqual({ from: 1_000, to: 5_004 });
  const { blocks, groups } = await inspector.unknowns({ from: 1_000, to: 1_999 });
  expect(blocks).toBe(1_000);
  expect(Math.min(...groups.map(({ firstHeight }) => firstHeight))).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...groups.map(({ lastHeight }) => lastHeight))).toBeLessThan(2_000);
});

const one = (height: number): object => ({ blocks: 1, first_height: height, last_height: height });

test("labels are compared where both lists looked, and what differs is explained", async () => {
  const shipped = ["viabtc", "slushpool", "f2pool", UNOBSERVED, "emcdpool", "antpool", "viabtc"];
  const pools = [...new Set(shipped)];
  const labelled: FactRecord = {
    ...record,
    blocks: {
      firstHeight: 1,
      time: new Float64Array(shipped.length),
      bits: new Uint32Array(shipped.length),
      pool: Uint16Array.from(shipped, (slug) => pools.indexOf(slug)),
      pools,
    },
  };
  const at = "2021-06-01";
  const mainnet = await inspected(
    [
      saying("below the first label", at),
      saying("/ViaBTC/", at),
      saying("/slush/", at),
      saying("says nothing", at),
      saying("/ViaBTC/", at),
      saying("/one_more_mcd/", at, [HUOBI]),
      null,
      saying("/ViaBTC/", at),
      saying("above the last label", at),
    ],
    labelled,
  );
  const report = await mainnet.differences(mainnet.range());
  expect(differencesAnswer("mainnet", report)).toEqual({
    network: "mainnet",
    from_height: 0,
    to_height: 8,
    blocks: 8,
    blocks_without_coinbase: 1,
    compared_blocks: 5,
    differing_blocks: 3,
    differences: [
      {
        shipped: "emcdpool",
        synced: "huobipool",
        explanation: "conflict: tag vs address",
        ...one(5),
      },
      {
        shipped: "f2pool",
        synced: "unknown",
        explanation: "no evidence in the coinbase",
        ...one(3),
      },
      { shipped: "slushpool", synced: "braiinspool", explanation: "renamed", ...one(2) },
    ],
  });
});

test("labels of another network are not compared", async () => {
  await expect(inspector.differences(inspector.range())).rejects.toMatchObject({
    code: "input.invalid",
    problems: [{ path: "--differences" }],
  });
});

test("as of a time, later blocks and all that follow them are not there", async () => {
  const blocks = ["2021-06-01", "2021-06-03", "2021-06-02"].map((at) => saying("a text", at));
  const mainnet = await inspected(blocks, record, "2021-06-02T12:00Z");
  expect(mainnet.range()).toEqual({ from: 0, to: 0 });
  await expect(mainnet.at(2)).rejects.toMatchObject({ code: "input.invalid" });
  const nothing = await inspected(blocks, record, "2021-05-01");
  expect(() => nothing.range()).toThrow(/no block/u);
});

test("a height above the chain and one without a coinbase are told apart", async () => {
  const mainnet = await inspected([saying("a text", "2021-06-01"), null]);
  await expect(mainnet.at(1)).rejects.toThrow(/coinbase of block 1 is not stored/u);
  await expect(mainnet.at(2)).rejects.toThrow(/ends at height 1/u);
  expect(() => mainnet.range(2)).toThrow(/ends at height 1/u);
});

test("the chain that is read is the named one, else mainnet's, else the only one", async () => {
  const chains = join(folder, "several");
  const nameOf = async (network?: "mainnet" | "signet" | "testnet4"): Promise<string> =>
    withChainStore(chains, network, (store) => Promise.resolve(store.network.name));
  await expect(nameOf()).rejects.toThrow(/no chain is synced/u);
  const make = async (network: "mainnet" | "signet" | "testnet4"): Promise<void> =>
    (await storeOf(chainPaths(chains, network).store, network, [])).close();
  await make("signet");
  expect(await nameOf()).toBe("signet");
  await make("testnet4");
  await expect(nameOf()).rejects.toThrow(/chains of testnet4, signet/u);
  await expect(nameOf("mainnet")).rejects.toThrow(/no chain of mainnet is synced/u);
  await make("mainnet");
  expect(await nameOf()).toBe("mainnet");
  expect(await nameOf("testnet4")).toBe("testnet4");
});

test("a store is closed after the work, also when it fails", async () => {
  const chains = join(folder, "closed");
  (await storeOf(chainPaths(chains, "mainnet").store, "mainnet", [])).close();
  const failing = withChainStore(chains, undefined, () => Promise.reject(new Error("the work")));
  await expect(failing).rejects.toThrow("the work");
  const work = withChainStore(chains, undefined, async (store) => store.extent());
  expect(await work).toMatchObject({ tipHeight: -1 });
});
