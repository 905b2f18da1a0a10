import { z } from "zod";

/** Shapes of mempool's answers. Source: mempool, REST documentation and the recorded answers in test/. */
const number: z.ZodNumber = z.number();

export const mempoolAdjustmentShape: z.ZodType = z.strictObject({
  progressPercent: number,
  difficultyChange: number,
  estimatedRetargetDate: number,
  remainingBlocks: number,
  remainingTime: number,
  previousRetarget: number,
  previousTime: number,
  nextRetargetHeight: number,
  timeAvg: number,
  adjustedTimeAvg: number,
  timeOffset: number,
  expectedBlocks: number,
});

export const mempoolAdjustmentsShape: z.ZodType = z.array(
  z.tuple([number, number, number, number]),
);

export const mempoolHashratesShape: z.ZodType = z.strictObject({
  hashrates: z.array(z.strictObject({ timestamp: number, avgHashrate: number })),
  difficulty: z.array(
    z.strictObject({ time: number, height: number, difficulty: number, adjustment: number }),
  ),
  currentHashrate: number,
  currentDifficulty: number,
});

/** What the record does not hold is null; mempool itself gives null where it has no audits. */
export const mempoolPoolsShape: z.ZodType = z.strictObject({
  pools: z.array(
    z.strictObject({
      poolId: number,
      name: z.string(),
      link: z.string(),
      blockCount: number,
      rank: number,
      emptyBlocks: z.null(),
      slug: z.string(),
      avgMatchRate: z.null(),
      avgFeeDelta: z.null(),
      poolUniqueId: z.null(),
    }),
  ),
  blockCount: number,
  lastEstimatedHashrate: number,
  lastEstimatedHashrate3d: number,
  lastEstimatedHashrate1w: number,
});

export const mempoolPoolWeeksShape: z.ZodType = z.array(
  z.strictObject({
    timestamp: number,
    avgHashrate: number,
    share: number,
    poolName: z.string(),
  }),
);
