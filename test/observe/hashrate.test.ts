import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Random, SECONDS_PER_DAY, after, days, unixSeconds } from "../../src/base/index.ts";
import { compactBits, difficultyOf, expectedHashes, nextBits } from "../../src/bitcoin/index.ts";
import { Timeline, hashrateAt } from "../../src/observe/index.ts";
import { T, W, timeline } from "../shipped.ts";

const EXA = 1e18;

// shared figures of June 2021: work-weighted, 95 %
test.each([
  { at: "2021-06-20T04:00Z", window: "24h", value: 107.0, low: 87.8, high: 129.2 },
  { at: "2021-06-20T04:00Z", window: "7d", value: 125.4, low: 117.3, high: 134.0 },
  { at: "2021-06-20T04:00Z", window: "14d", value: 130.0, low: 124.0, high: 136.2 },
  { at: "2021-05-14", window: "7d", value: 180.7, low: 170.6, high: 191.1 },
])("at $at the $window hashrate is $value EH/s", ({ at, window, value, low, high }) => {
  const { hashrate } = hashrateAt(timeline, T(at), W(window));
  expect(Math.abs(hashrate.value / EXA - value)).toBeLessThan(0.2);
  expect(Math.abs(hashrate.lo95 / EXA - low)).toBeLessThan(0.2);
  expect(Math.abs(hashrate.hi95 / EXA - high)).toBeLessThan(0.2);
});

// Blockchain.com, "Total Hash Rate (TH/s)", daily, as published
const published = readFileSync(
  new URL("../vectors/blockchain-com-daily-hashrate.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));

test("Blockchain.com's daily figures are reproduced wherever their block count is ours", () => {
  const rows = published.map(([date = "", terahashes]) => {
    // Their day holds its first second and not the next day's; ours ends on the second itself.
    const { hashrate, blocks } = hashrateAt(timeline, after(T(date), SECONDS_PER_DAY - 1), days(1));
    const relative = hashrate.value / 1e12 / Number(terahashes) - 1;
    return { date, relative, missing: Math.round(relative * blocks) };
  });
  const same = rows.filter(({ missing }) => missing === 0);
  expect(rows.length).toBe(107);
  expect(Math.max(...same.map(({ relative }) => Math.abs(relative)))).toBeLessThan(1e-6);
  // At two midnights the published series puts one block on the other side.
  const others = rows.filter(({ missing }) => missing !== 0);
  expect(others.map(({ date, missing }) => `${date}: ${missing}`)).toEqual([
    "2021-07-01: 1",
    "2021-06-30: -1",
    "2021-06-28: 1",
    "2021-06-27: -1",
  ]);
});

test("a window is bounded by the clock, so it answers the same on either side of a retarget", () => {
  const retarget = T("2021-07-03T06:34:06Z");
  const before = hashrateAt(timeline, after(retarget, -1), W("7d"));
  const behind = hashrateAt(timeline, after(retarget, 1), W("7d"));
  expect(behind.crossesRetarget).toBe(true);
  expect(Math.abs(behind.hashrate.value / before.hashrate.value - 1)).toBeLessThan(0.01);
});

test("header times that run backwards are counted and said", () => {
  const { negativeIntervals, blocks } = hashrateAt(timeline, T("2021-06-20T04:00Z"), W("14d"));
  expect(negativeIntervals).toBe(6);
  expect(blocks).toBe(1781);
});

test("the work of two adjacent windows adds up to that of both", () => {
  const [a, b, c] = [T("2021-05-01"), T("2021-05-09"), T("2021-06-20")];
  const both = timeline.difficultySum(a, c);
  expect(timeline.difficultySum(a, b) + timeline.difficultySum(b, c)).toBeCloseTo(both, 0);
  expect(timeline.count(a, b) + timeline.count(b, c)).toBe(timeline.count(a, c));
  expect(timeline.exposure(a, b) + timeline.exposure(b, c)).toBeCloseTo(
    timeline.exposure(a, c),
    30,
  );
});

test.each([
  ["2019-12-01", "24h", "outside the record"],
  ["2030-01-01", "24h", "outside the record"],
  ["2020-01-02", "7d", "outside the record"],
])("%s with %s is refused", (at, window, reason) => {
  expect(() => hashrateAt(timeline, T(at), W(window))).toThrow(reason);
});

test("a window without a block is refused and says what to do", () => {
  const gap = longestGap();
  const at = after(gap.from, gap.length - 1);
  expect(() => hashrateAt(timeline, at, W("1h"))).toThrow(
    expect.objectContaining({ code: "window.empty" }),
  );
});

function longestGap(): { from: ReturnType<typeof unixSeconds>; length: number } {
  let best = { from: unixSeconds(0), length: 0 };
  const { tipTime } = timeline;
  for (let row = 1; row < tipTime.length; row += 1) {
    const [from, to] = [tipTime[row - 1] ?? 0, tipTime[row] ?? 0];
    if (to - from > best.length) best = { from: unixSeconds(from), length: to - from };
  }
  return best;
}

/**
 * 3,000 windows each. Standard errors: √(0.5·0.5/3000) = 0.9 and √(0.95·0.05/3000) = 0.4 points.
 * A Poisson count is discrete, so an exact interval covers a little more than its level: at a mean
 * of 1008 blocks by about 1.2 points at 50 % and 0.3 at 95 %.
 */
test("on simulated chains the 50 and 95 % intervals hold the truth as often as they say", () => {
  const random = new Random(20210620);
  const covered = { half: 0, most: 0 };
  let windows = 0;
  while (windows < 3_000) {
    const { chain, rate, end } = simulatedChain(random);
    for (let at = after(chain.span.from, days(8)); at <= end; at = after(at, days(7))) {
      const { hashrate } = hashrateAt(chain, at, days(7));
      windows += 1;
      if (hashrate.lo50 <= rate && rate <= hashrate.hi50) covered.half += 1;
      if (hashrate.lo95 <= rate && rate <= hashrate.hi95) covered.most += 1;
    }
  }
  expect(Math.abs((100 * covered.half) / windows - 50)).toBeLessThan(2);
  expect(Math.abs((100 * covered.most) / windows - 95)).toBeLessThan(2);
});

/** A chain of 18 epochs at constant hashrate that starts at the wrong difficulty and retargets. */
function simulatedChain(random: Random): {
  chain: Timeline;
  rate: number;
  end: ReturnType<typeof unixSeconds>;
} {
  const size = 18 * 2016;
  const time = new Float64Array(size);
  const bits = new Uint32Array(size);
  let current = compactBits(0x170b3ce9);
  const rate = (expectedHashes(difficultyOf(current)) / 600) * (0.8 + 0.4 * random.uniform());
  let now = 1_600_000_000;
  for (let row = 0; row < size; row += 1) {
    if (row > 0 && row % 2016 === 0) {
      const [first, last] = [time[row - 2016] ?? 0, time[row - 1] ?? 0];
      current = nextBits(current, unixSeconds(first), unixSeconds(last));
    }
    now += (random.exponential() * expectedHashes(difficultyOf(current))) / rate;
    time[row] = Math.floor(now);
    bits[row] = current;
  }
  const blocks = { firstHeight: 681_408, time, bits, pool: new Uint16Array(size), pools: ["x"] };
  const chain = new Timeline(blocks);
  return { chain, rate, end: chain.span.to };
}
