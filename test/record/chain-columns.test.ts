import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import {
  type BlockColumns,
  UNOBSERVED,
  blocksFrom,
  crossCheck,
  mergeBlocks,
} from "../../src/record/index.ts";

/** Blocks of made-up times and bits, the same at the same height; pools by height. */
function blocks(firstHeight: number, labels: readonly string[]): BlockColumns {
  const pools = [...new Set(labels)];
  return {
    firstHeight,
    time: Float64Array.from(labels, (_, row) => 1_000 + 600 * (firstHeight + row)),
    bits: Uint32Array.from(labels, (_, row) => 0x1d00ffff - Math.floor((firstHeight + row) / 5)),
    pool: Uint16Array.from(labels, (label) => pools.indexOf(label)),
    pools,
  };
}

const labelsOf = ({ pool, pools }: BlockColumns): (string | undefined)[] =>
  Array.from(pool, (code) => pools[code]);

describe("a synced chain beside the shipped record", () => {
  const shipped = blocks(4, ["antpool", "unknown", "f2pool", "viabtc"]);

  test("stands for all it reaches, and shipped blocks above its tip follow", () => {
    const synced = blocks(0, ["x", "x", "x", "x", "antpool", "poolin"]);
    const merged = mergeBlocks(shipped, synced);
    expect([merged.firstHeight, merged.time.length]).toEqual([0, 8]);
    expect(labelsOf(merged)).toEqual(["x", "x", "x", "x", "antpool", "poolin", "f2pool", "viabtc"]);
    expect([...merged.time]).toEqual([...blocks(0, Array<string>(8).fill("")).time]);
  });

  test("takes the shipped label where its own coinbase is silent or was never seen", () => {
    const synced = blocks(0, [
      ...Array<string>(4).fill(UNOBSERVED),
      UNOBSERVED,
      "poolin",
      "unknown",
    ]);
    expect(labelsOf(mergeBlocks(shipped, synced)).slice(4)).toEqual([
      "antpool",
      "poolin",
      "f2pool",
      "viabtc",
    ]);
    expect(labelsOf(mergeBlocks(shipped, synced))[0]).toBe(UNOBSERVED);
  });

  test("is left out where a gap lies between the two", () => {
    expect(mergeBlocks(shipped, blocks(0, ["x", "x"]))).toBe(shipped);
    expect(mergeBlocks(shipped, blocks(0, ["x", "x", "x", "x"])).firstHeight).toBe(0);
  });

  test("agrees on every block, or each difference is named", () => {
    const synced = blocks(0, [...Array<string>(4).fill("x"), "antpool", "f2pool", "f2pool"]);
    expect(crossCheck(shipped, synced)).toMatchObject({
      first: 4,
      last: 6,
      compared: 3,
      differing: 0,
      labelsCompared: 3,
      labelsAgreeing: 2,
    });
    synced.bits[5] = 1;
    synced.time[6] = 7;
    expect(crossCheck(shipped, synced).differences).toEqual([
      { height: 6, what: "time", shipped: 4_600, synced: 7 },
      { height: 5, what: "bits", shipped: 0x1d00fffe, synced: 1 },
    ]);
    expect(() => mergeBlocks(shipped, synced)).toThrow(HashfallError);
  });

  test("merged, holds every block of both once, whatever their reach", () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 30 }), (first, tip) => {
        const ours = blocks(first, Array<string>(6).fill("a"));
        const merged = mergeBlocks(ours, blocks(0, Array<string>(tip).fill("b")));
        const rows = tip < first ? 6 : Math.max(first + 6, tip);
        const from = tip < first ? first : 0;
        expect([merged.firstHeight, merged.time.length]).toEqual([from, rows]);
        expect([...merged.bits]).toEqual([...blocks(from, Array<string>(rows).fill("")).bits]);
      }),
    );
  });

  test("cut at a height, begins there", () => {
    const cut = blocksFrom(shipped, 6);
    expect([cut.firstHeight, ...labelsOf(cut)]).toEqual([6, "f2pool", "viabtc"]);
    expect(blocksFrom(shipped, 2)).toBe(shipped);
  });
});
