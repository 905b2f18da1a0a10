import { expect, test } from "vitest";
import {
  type Attribution,
  PoolAttributor,
  UNKNOWN,
  basisOf,
  comparePoolLabels,
} from "../../src/attribution/index.ts";
import { record } from "../shipped.ts";
import { clues, pool } from "./pools.ts";

const sources = ["test"];
const pools = [
  pool("braiinspool", ["/slush/"], [], ["slushpool"]),
  pool("huobipool", ["/HuoBi/"], ["huobi"]),
  pool("emcdpool", ["/EMCD/"]),
  pool("viabtc", ["/ViaBTC/"]),
  pool("gone", [{ value: "/gone/", sources, to: { kind: "height", height: 1 } }]),
  pool("first", [], ["shared"]),
  pool("second", [], ["shared"]),
];
const attributor = new PoolAttributor(pools);

function labels(names: readonly string[], firstHeight = 100): Labels {
  const slugs = [...new Set(names)];
  return {
    firstHeight,
    pools: slugs,
    pool: Uint16Array.from(names, (name) => slugs.indexOf(name)),
  };
}

interface Labels {
  firstHeight: number;
  pools: string[];
  pool: Uint16Array;
}

function attributed(attributions: readonly Attribution[]): Labels & { basis: Uint8Array } {
  return {
    ...labels(attributions.map((one) => one.pool)),
    basis: Uint8Array.from(attributions, basisOf),
  };
}

test.each([
  { was: "slushpool", now: clues("/slush/"), explanation: "renamed" },
  { was: "gone", now: clues("/gone/"), explanation: "out of period" },
  { was: "emcdpool", now: clues("/EMCD/", ["huobi"]), explanation: "conflict: tag vs address" },
  { was: "emcdpool", now: clues("/ViaBTC/EMCD/"), explanation: "conflict: tag vs tag" },
  { was: "first", now: clues("", ["shared"]), explanation: "conflict: address vs address" },
  { was: "viabtc", now: clues(""), explanation: "no evidence in the coinbase" },
  { was: "unknown", now: clues("", ["huobi"]), explanation: "only address evidence" },
  { was: "unknown", now: clues("/ViaBTC/"), explanation: "new rule" },
])("a block labelled $was differs for the reason: $explanation", ({ was, now, explanation }) => {
  const attribution = attributor.attribute(now);
  expect(comparePoolLabels(labels([was]), attributed([attribution]), pools)).toEqual([
    {
      from: was,
      to: attribution.pool,
      explanation,
      blocks: 1,
      firstHeight: 100,
      lastHeight: 100,
    },
  ]);
});

test("differences are counted where both have labels, the most blocks first", () => {
  const shipped = labels(["viabtc", "viabtc", "slushpool", "viabtc", "viabtc"], 99);
  const viabtc = attributor.attribute(clues("/ViaBTC/"));
  const nobody = attributor.attribute(clues(""));
  const slush = attributor.attribute(clues("/slush/"));
  const synced = attributed([nobody, slush, viabtc, nobody, nobody]);
  expect(comparePoolLabels(shipped, synced, pools)).toEqual([
    {
      from: "viabtc",
      to: UNKNOWN,
      explanation: "no evidence in the coinbase",
      blocks: 2,
      firstHeight: 100,
      lastHeight: 103,
    },
    {
      from: "slushpool",
      to: "braiinspool",
      explanation: "renamed",
      blocks: 1,
      firstHeight: 101,
      lastHeight: 101,
    },
  ]);
});

test("a block nobody has looked at differs from nothing", () => {
  const synced = attributed([attributor.attribute(clues("/ViaBTC/"))]);
  synced.pool[0] = 0xffff;
  expect(comparePoolLabels(labels(["unknown"]), synced, pools)).toEqual([]);
});

// github.com/bitcoin-data/mining-pools, issue 36: Huobi's address, EMCD's tag. The record has Huobi.
test("the shipped label of block 683,919 is what its coinbase gives", () => {
  const { firstHeight, pool: codes, pools: slugs } = record.blocks;
  const block = clues("/one_more_mcd/", ["1EepjXgvWUoRyNvuLSAxjiqZ1QqKGDANLW"]);
  const shipped = slugs[codes[block.height - firstHeight] ?? slugs.length];
  expect(new PoolAttributor(record.pools).attribute(block).pool).toBe(shipped);
});
