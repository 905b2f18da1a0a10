import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  concentrationOf,
  measureChange,
  poolCounts,
  poolTable,
  windowsAround,
  windowsEndingAt,
} from "../../src/observe/index.ts";
import { T, W, timeline } from "../shipped.ts";

const CUT = T("2021-06-19T16:00Z");
const REPORT = T("2021-06-20T04:00Z");

test("the day after the cut had more blocks than the day before it", () => {
  const change = measureChange(timeline, windowsAround(CUT, W("24h")));
  expect([change.before.blocks, change.after.blocks]).toEqual([104, 112]);
  expect(change.verdict).toBe("not distinguishable from chance");
  expect(change.untilDecidable).toBeGreaterThan(0);
});

test.each([
  ["3d", -16.7, 0.02, 0.5],
  ["7d", -20.4, 5e-6, 0.5],
  ["14d", -29.4, 4e-22, 0.5],
])("over %s a side the network fell by %d %%", (window, percent, p, ofP) => {
  const change = measureChange(timeline, windowsAround(CUT, W(window)));
  expect(change.changePct.value).toBeCloseTo(percent, 1);
  expect(Math.abs(Math.log10(change.pValue / p))).toBeLessThan(ofP);
  expect(change.verdict).toBe("drop");
  expect(change.untilDecidable).toBe(0);
});

test("none of the pools' reported 24 h drops can be told from chance", () => {
  const { pools } = poolTable(timeline, windowsEndingAt(REPORT, W("24h")));
  const rows = new Map(pools.map((row) => [row.pool, row]));
  for (const [pool, before, after, p] of [
    ["antpool", 23, 18, 0.53],
    ["poolin", 17, 13, 0.58],
    ["huobipool", 3, 0, 0.25],
  ] as const) {
    const row = rows.get(pool);
    expect([row?.change.before.blocks, row?.change.after.blocks]).toEqual([before, after]);
    expect(row?.change.pValue).toBeCloseTo(p, 2);
    expect(row?.verdict).toBe("not distinguishable from chance");
    expect(row?.untilDecidable).toBeGreaterThan(0);
  }
});

test.each([
  ["7d", ["antpool"]],
  ["14d", ["1thash", "antpool", "btccom", "btctop", "huobipool", "poolin"]],
])("with %s a side exactly these pools fell: %j", (window, expected) => {
  const { pools } = poolTable(timeline, windowsAround(CUT, W(window)));
  const fallen = pools.filter(({ verdict }) => verdict === "drop").map(({ pool }) => pool);
  expect(fallen.toSorted()).toEqual(expected);
});

test("BTC.com just misses with seven days a side", () => {
  const { pools } = poolTable(timeline, windowsAround(CUT, W("7d")));
  expect(pools.find(({ pool }) => pool === "btccom")?.pHolm).toBeCloseTo(0.0504, 4);
  expect(pools.find(({ pool }) => pool === "antpool")?.pHolm).toBeCloseTo(0.013, 3);
});

test("shares add up to the whole and each lies inside its interval", () => {
  const { pools, total } = poolTable(timeline, windowsEndingAt(REPORT, W("7d")));
  const sum = pools.reduce((whole, { sharePct }) => whole + sharePct.value, 0);
  expect(sum).toBeCloseTo(100, 9);
  expect(pools.reduce((whole, { change }) => whole + change.after.blocks, 0)).toBe(total);
  for (const { sharePct } of pools) {
    expect(sharePct.lo95).toBeLessThanOrEqual(sharePct.value);
    expect(sharePct.hi95).toBeGreaterThanOrEqual(sharePct.value);
  }
});

test("a pool nobody knows has no blocks to compare", () => {
  const windows = windowsAround(CUT, W("24h"));
  expect(() => measureChange(timeline, windows, { pool: "nosuchpool" })).toThrow("nosuchpool");
});

test("a larger claimed drop is decidable sooner than a small one", () => {
  const windows = windowsEndingAt(REPORT, W("24h"));
  const large = measureChange(timeline, windows, { pool: "antpool", sizePct: -60 });
  const small = measureChange(timeline, windows, { pool: "antpool", sizePct: -20 });
  expect(large.untilDecidable ?? NaN).toBeLessThan(small.untilDecidable ?? NaN);
});

test("a tiny change is not decidable by a window in which a large one shows", () => {
  const change = measureChange(timeline, windowsAround(CUT, W("14d")), { sizePct: -1 });
  expect(change.verdict).toBe("drop");
  expect(change.untilDecidable).toBeGreaterThan(0);
});

/**
 * 600 windows of twelve pools: the standard error of a coverage of 95 % is 0.9 points, three of
 * them below; the interval may cover more.
 */
test.each([144, 1008])(
  "over %i blocks the 95 %% interval of the concentration holds the truth",
  (blocks) => {
    const shares = [0.2, 0.17, 0.14, 0.11, 0.09, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01];
    const truth = shares.reduce((sum, share) => sum + share ** 2, 0);
    const random = new Random(blocks);
    let held = 0;
    const windows = 600;
    for (let window = 0; window < windows; window += 1) {
      const { hhi } = concentrationOf(drawCounts(random, shares, blocks));
      if (hhi.lo95 <= truth && truth <= hhi.hi95) held += 1;
    }
    expect(held / windows).toBeGreaterThan(0.923);
  },
);

function drawCounts(
  random: Random,
  shares: readonly number[],
  blocks: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (let block = 0; block < blocks; block += 1) {
    let rest = random.uniform();
    const pool = shares.findIndex((share) => (rest -= share) < 0);
    counts.set(String(pool), (counts.get(String(pool)) ?? 0) + 1);
  }
  return counts;
}

test("half the blocks in one hand is a Nakamoto coefficient of one or two, and never none", () => {
  const alone = concentrationOf(new Map([["a", 100]]));
  expect(alone.nakamoto.value).toBe(1);
  expect(alone.hhi.value).toBe(1);
  const even = concentrationOf(
    new Map([
      ["a", 500],
      ["b", 500],
    ]),
  );
  expect(even.nakamoto.lo95).toBe(1);
  expect(even.nakamoto.hi95).toBe(2);
  expect(even.hhi.value).toBeCloseTo(0.5, 2);
});

test("blocks of nobody known lower the concentration instead of making one large pool", () => {
  const known = concentrationOf(
    new Map([
      ["a", 50],
      ["b", 50],
    ]),
  );
  const partly = concentrationOf(
    new Map([
      ["a", 50],
      ["b", 50],
      ["unknown", 100],
    ]),
  );
  expect(partly.hhi.value).toBeLessThan(known.hhi.value);
  expect(partly.nakamoto.value).toBeGreaterThan(2);
});

test("in the fortnight before the cut three or four pools had half of the hashrate", () => {
  const { before } = windowsAround(CUT, W("14d"));
  const { nakamoto } = concentrationOf(poolCounts(timeline, before));
  expect(nakamoto.lo95).toBeGreaterThanOrEqual(3);
  expect(nakamoto.hi95).toBeLessThanOrEqual(4);
});
