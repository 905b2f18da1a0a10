import { z } from "zod";
import {
  MEMPOOL_INTERVALS,
  type MempoolInterval,
  adjustmentMoment,
  difficultyAdjustment,
  mempoolAdjustments,
  mempoolHashrates,
  mempoolPoolWeeks,
  mempoolPools,
} from "../../api/http/index.ts";
import { retargetHistory } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import {
  mempoolAdjustmentShape,
  mempoolAdjustmentsShape,
  mempoolHashratesShape,
  mempoolPoolWeeksShape,
  mempoolPoolsShape,
} from "./mempool-shapes.ts";

const ofInterval = z.strictObject({
  ...asOfField,
  interval: z.enum(MEMPOOL_INTERVALS).meta({
    description: `one of ${MEMPOOL_INTERVALS.join(", ")}`,
  }),
});

const hashrates = answerRoute({
  path: "/api/v1/mining/hashrate/{interval}",
  summary: "Hashrate day by day, and changes of difficulty",
  question: ofInterval,
  shape: mempoolHashratesShape,
  mempool: true,
  make: (workspace, { interval }) => ({
    document: mempoolHashrates(chainQuestion(workspace, interval)),
  }),
});

const adjustmentsOfInterval = answerRoute({
  path: "/api/v1/mining/difficulty-adjustments/{interval}",
  summary: "Changes of difficulty, newest first",
  question: ofInterval,
  shape: mempoolAdjustmentsShape,
  mempool: true,
  make: (workspace, { interval }) => ({
    document: mempoolAdjustments(chainQuestion(workspace, interval)),
  }),
});

const adjustments = answerRoute({
  path: "/api/v1/mining/difficulty-adjustments",
  summary: "All changes of difficulty, newest first",
  question: z.strictObject(asOfField),
  shape: mempoolAdjustmentsShape,
  mempool: true,
  make: (workspace) => ({ document: mempoolAdjustments(chainQuestion(workspace, "all")) }),
});

const adjustment = answerRoute({
  path: "/api/v1/difficulty-adjustment",
  summary: "The next change of difficulty, by mempool's formula",
  question: z.strictObject(asOfField),
  shape: mempoolAdjustmentShape,
  mempool: true,
  make: ({ timeline }) => ({
    document: difficultyAdjustment(adjustmentMoment(timeline, timeline.span.to)),
  }),
});

const pools = answerRoute({
  path: "/api/v1/mining/pools/{interval}",
  summary: "Pools by the blocks they found",
  question: ofInterval,
  shape: mempoolPoolsShape,
  mempool: true,
  make: (workspace, { interval }) => ({
    document: mempoolPools(poolsQuestion(workspace, interval)),
  }),
});

const poolWeeks = answerRoute({
  path: "/api/v1/mining/hashrate/pools/{interval}",
  summary: "Hashrate of the pools week by week",
  question: ofInterval,
  shape: mempoolPoolWeeksShape,
  mempool: true,
  make: (workspace, { interval }) => ({
    document: mempoolPoolWeeks(poolsQuestion(workspace, interval)),
  }),
});

/** What mempool's clients ask for; "now" is the record's end. */
export const mempoolRoutes: readonly AnswerRoute[] = [
  hashrates,
  adjustmentsOfInterval,
  adjustments,
  adjustment,
  pools,
  poolWeeks,
];

function chainQuestion({ timeline, record }: Workspace, interval: MempoolInterval) {
  const retargets = retargetHistory(record.retargets);
  return { timeline, retargets, interval, now: timeline.span.to };
}

function poolsQuestion({ timeline, record }: Workspace, interval: MempoolInterval) {
  return { timeline, pools: record.pools, interval, now: timeline.span.to };
}
