import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  MEMPOOL_INTERVALS,
  difficultyAdjustment,
  intervalStart,
  mempoolHashrates,
} from "../../../src/api/http/index.ts";
import { hashrateBetween } from "../../../src/api/http/mempool-hashrates.ts";
import { networkHashps } from "../../../src/api/http/network-hashps.ts";
import { AnswerDesk } from "../../../src/app/answers/answer-desk.ts";
import { unixSeconds } from "../../../src/base/index.ts";
import { retargetHistory } from "../../../src/observe/index.ts";
import { ROOT, T, record, timeline } from "../../shipped.ts";

const desk = new AnswerDesk({ places: { record: `${ROOT}data` } });

async function answerTo(path: string, raw: Readonly<Record<string, string>>): Promise<unknown> {
  const outcome = await desk.answer({ path, raw, format: "json" });
  if (outcome.kind !== "made") throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.body);
}

/** A double's last digits, where both sides multiply in another order. */
const RELATIVE = 1e-13;

describe("the estimate of the next change, by mempool's own vectors", () => {
  // mempool, backend/src/__tests__/api/difficulty-adjustment.test.ts: vectors 1, 2 and 4; 3 is testnet's.
  test.each([
    {
      why: "past the first quarter",
      moment: {
        epochStart: T("2024-02-02T15:42:06Z"),
        quarterBack: T("2024-02-08T14:43:05Z"),
        now: T("2024-02-11T22:43:01Z"),
        height: 830_027,
        previousRetarget: 7.333505241141637,
        tipTime: 0,
      },
      expected: {
        progressPercent: 71.97420634920636,
        difficultyChange: 8.512745140778843,
        estimatedRetargetDate: 1_708_004_001_715,
        remainingBlocks: 565,
        remainingTime: 312_620_715,
        previousRetarget: 7.333505241141637,
        previousTime: 1_706_888_526,
        nextRetargetHeight: 830_592,
        timeAvg: 553_311,
        adjustedTimeAvg: 553_311,
        timeOffset: 0,
        expectedBlocks: 1338.0916666666667,
      },
    },
    {
      why: "within the first quarter",
      moment: {
        epochStart: T("2022-08-18T11:07:00Z"),
        quarterBack: T("2022-08-16T03:16:54Z"),
        now: T("2022-08-19T14:03:53Z"),
        height: 750_134,
        previousRetarget: 0.6280047707459726,
        tipTime: 0,
      },
      expected: {
        progressPercent: 9.027777777777777,
        difficultyChange: 1.0420538959004633,
        estimatedRetargetDate: 1_662_009_048_328,
        remainingBlocks: 1834,
        remainingTime: 1_091_215_328,
        previousRetarget: 0.6280047707459726,
        previousTime: 1_660_820_820,
        nextRetargetHeight: 751_968,
        timeAvg: 533_038,
        adjustedTimeAvg: 594_992,
        timeOffset: 0,
        expectedBlocks: 161.68833333333333,
      },
    },
    {
      why: "with the last block of the epoch found",
      moment: {
        epochStart: T("2023-04-20T09:57:33Z"),
        quarterBack: T("2022-08-16T03:16:54Z"),
        now: T("2023-05-04T14:54:09Z"),
        height: 788_255,
        previousRetarget: 1.7220298879531821,
        tipTime: T("2023-05-04T14:54:26Z"),
      },
      expected: {
        progressPercent: 99.95039682539682,
        difficultyChange: -1.4512637555574193,
        estimatedRetargetDate: 1_683_212_658_129,
        remainingBlocks: 1,
        remainingTime: 609_129,
        previousRetarget: 1.7220298879531821,
        previousTime: 1_681_984_653,
        nextRetargetHeight: 788_256,
        timeAvg: 609_129,
        adjustedTimeAvg: 609_129,
        timeOffset: 0,
        expectedBlocks: 2045.66,
      },
    },
  ])("$why", ({ moment, expected }) => {
    const answer = difficultyAdjustment(moment);
    expect(Object.keys(answer).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [name, value] of Object.entries(expected)) {
      expect(Object.entries(answer).find(([key]) => key === name)?.[1]).toBeCloseTo(value, 10);
    }
  });

  test("is the one that mempool gave at that moment, from the record's own blocks", async () => {
    const answer = await answerTo("/api/v1/difficulty-adjustment", {
      as_of: "2024-02-11T22:43:01Z",
    });
    const { previousRetarget, ...rest } = z
      .looseObject({ previousRetarget: z.number() })
      .parse(answer);
    expect(previousRetarget).toBeCloseTo(7.333505241141637, 10);
    expect(rest).toEqual({
      progressPercent: 71.97420634920636,
      difficultyChange: 8.512745140778843,
      estimatedRetargetDate: 1_708_004_001_715,
      remainingBlocks: 565,
      remainingTime: 312_620_715,
      previousTime: 1_706_888_526,
      nextRetargetHeight: 830_592,
      timeAvg: 553_311,
      adjustedTimeAvg: 553_311,
      timeOffset: 0,
      expectedBlocks: 1338.0916666666667,
    });
  });
});

describe("hashrates as mempool publishes them", () => {
  // mempool, REST documentation, "GET Hashrate": example of /api/v1/mining/hashrate/3d, May 2022.
  test.each([
    [1_652_486_400, 236_499_762_108_771_800_000],
    [1_652_659_200, 189_877_203_506_913_000_000],
  ])("the day that ended at %d", (end, published) => {
    const rate = hashrateBetween(timeline, unixSeconds(end - 86_400), unixSeconds(end));
    expect(rate / published).toBeCloseTo(1, 13);
  });

  test("the day that ended on 15 May 2022, where mempool had not seen the last block yet", () => {
    const [from, to] = [unixSeconds(1_652_572_800 - 86_400), unixSeconds(1_652_572_800)];
    const { rows } = timeline.window(from, to);
    const seen = Math.max(...rows) - 1;
    const rate = networkHashps(timeline, seen, rows.length - 1);
    expect(rate / 217_473_276_787_331_300_000).toBeCloseTo(1, 13);
  });

  test("the difficulty of that example", () => {
    const question = { timeline, retargets: retargetHistory(record.retargets) };
    const now = T("2022-05-16T00:00Z");
    const { currentDifficulty } = mempoolHashrates({ ...question, interval: "3d", now });
    expect(Math.abs(currentDifficulty / 31_251_101_365_711.12 - 1)).toBeLessThan(RELATIVE);
  });

  test("the changes of difficulty, newest first", async () => {
    const raw = { interval: "1m", as_of: "2024-01-01" };
    const answer = await answerTo("/api/v1/mining/difficulty-adjustments/{interval}", raw);
    // mempool, REST documentation, "GET Difficulty Adjustments".
    expect(z.array(z.array(z.number())).parse(answer)[0]).toEqual([
      1_703_311_464, 822_528, 72_006_146_478_567.1, 1.06983,
    ]);
  });

  test("every change since genesis, which itself is none", async () => {
    const rows = z
      .array(z.tuple([z.number(), z.number(), z.number(), z.number()]))
      .parse(await answerTo("/api/v1/mining/difficulty-adjustments", {}));
    expect(rows.at(-1)).toEqual([1_231_006_505, 0, 1, 0]);
    // The difficulty first rose at height 32,256, 1.18 times.
    const [, first, difficulty, factor] = rows.at(-2) ?? [];
    expect([first, factor]).toEqual([32_256, 1.1829]);
    expect(difficulty).toBeCloseTo(1.18289953393, 8);
    const heights = rows.map(([, height]) => height);
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
  });
});

describe("pools as mempool ranks them", () => {
  const week = z.object({
    timestamp: z.number(),
    avgHashrate: z.number(),
    share: z.number(),
    poolName: z.string(),
  });

  test("shares of the week that ended on 18 April 2022", async () => {
    const raw = { interval: "1m", as_of: "2022-05-08" };
    const weeks = z
      .array(week)
      .parse(await answerTo("/api/v1/mining/hashrate/pools/{interval}", raw));
    const shares = new Map(
      weeks
        .filter(({ timestamp }) => timestamp === 1_650_240_000)
        .map(({ poolName, share }) => [poolName, share]),
    );
    // mempool, REST documentation, "GET Mining Pool Hashrates": 190, 148, 144, 132, 108 of 1,025 blocks.
    expect(shares.get("Foundry USA")).toBe(0.185366);
    expect(shares.get("AntPool")).toBe(0.14439);
    expect(shares.get("F2Pool")).toBe(0.140488);
    expect(shares.get("Binance Pool")).toBe(0.12878);
    expect(shares.get("Poolin")).toBe(0.105366);
  });

  test("ranks run from the most blocks down, and the blocks add up", async () => {
    const pools = z.object({
      pools: z.array(z.object({ rank: z.number(), blockCount: z.number(), slug: z.string() })),
      blockCount: z.number(),
      lastEstimatedHashrate1w: z.number(),
    });
    const answer = pools.parse(
      await answerTo("/api/v1/mining/pools/{interval}", { interval: "1w" }),
    );
    const counts = answer.pools.map(({ blockCount }) => blockCount);
    expect(answer.pools.map(({ rank }) => rank)).toEqual(counts.map((_, index) => index + 1));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(answer.blockCount);
    expect(answer.lastEstimatedHashrate1w).toBeGreaterThan(1e20);
  });
});

describe("an interval", () => {
  const now = T("2024-03-31T12:00Z");

  test.each([
    ["24h", "2024-03-30T12:00Z"],
    ["1w", "2024-03-24T12:00Z"],
    ["1m", "2024-02-29T12:00Z"],
    ["3m", "2023-12-31T12:00Z"],
    ["6m", "2023-09-30T12:00Z"],
    ["1y", "2023-03-31T12:00Z"],
    ["4y", "2020-03-31T12:00Z"],
  ] as const)("of %s begins at %s", (interval, start) => {
    expect(intervalStart(interval, now)).toBe(T(start));
  });

  test("that is longer begins earlier", () => {
    const starts = MEMPOOL_INTERVALS.map((interval) => intervalStart(interval, now));
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });
});
