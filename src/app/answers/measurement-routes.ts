import { z } from "zod";
import { invalidInput } from "../../base/index.ts";
import {
  difficultyAnswer,
  dropAnswer,
  hashrateAnswer,
  poolsAnswer,
  retargetsAnswer,
} from "../../api/index.ts";
import {
  type Timeline,
  type WindowPair,
  concentrationOf,
  epochStateAt,
  hashrateAt,
  measureChange,
  poolCounts,
  poolTable,
  retargetHistory,
  windowsAround,
  windowsEndingAt,
} from "../../observe/index.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField, numberField, refuse, timeField, windowField } from "./query-fields.ts";
import { difficultyShape, dropShape, hashrateShape, historyShape, poolsShape } from "./shapes.ts";
import { poolsTable, retargetsTable } from "./tables.ts";

/** Change whose decidability may be asked, per cent, as on the command line. */
const SIZES = [-100, 1000] as const;
const HISTORY_METHOD = "first block of each epoch; consensus, without error";

const windowFields = {
  ...asOfField,
  at: timeField.optional(),
  around: timeField.optional(),
};

interface AskedWindows {
  readonly at?: Parameters<typeof windowsEndingAt>[0] | undefined;
  readonly around?: Parameters<typeof windowsAround>[0] | undefined;
  readonly window: Parameters<typeof windowsEndingAt>[1];
}

const hashrate = answerRoute({
  path: "/api/hashrate",
  summary: "Hashrate of the network over a window, with its interval",
  question: z.strictObject({
    ...asOfField,
    at: timeField.optional(),
    window: windowField.prefault("7d"),
  }),
  shape: hashrateShape,
  make: ({ timeline }, { at, window }) => ({
    document: hashrateAnswer(hashrateAt(timeline, at ?? timeline.span.to, window)),
  }),
});

const drop = answerRoute({
  path: "/api/drop",
  summary: "Whether hashrate, of the network or a pool, changed between two windows",
  question: z
    .strictObject({
      ...windowFields,
      window: windowField.prefault("24h"),
      pool: nameField("the slug of a pool, such as antpool").optional(),
      size: numberField(SIZES, "a change in per cent whose decidability is asked").optional(),
    })
    .superRefine(refuseBoth),
  shape: dropShape,
  make: ({ timeline }, { pool, size, ...windows }) => {
    refuseUnknownPool(timeline.blocks.pools, pool);
    const options = { pool, sizePct: size };
    return {
      document: dropAnswer(
        measureChange(timeline, windowsOf(timeline, windows), options),
        pool ?? null,
      ),
    };
  },
});

const pools = answerRoute({
  path: "/api/pools",
  summary: "Pools of a window: share, change, and which change can be told from chance",
  question: z
    .strictObject({ ...windowFields, window: windowField.prefault("7d") })
    .superRefine(refuseBoth),
  shape: poolsShape,
  table: true,
  make: ({ timeline, poolName }, asked) => {
    const windows = windowsOf(timeline, asked);
    const table = poolTable(timeline, windows);
    const concentration = concentrationOf(poolCounts(timeline, windows.after));
    const document = poolsAnswer(table, concentration, poolName);
    return { document, table: () => poolsTable(document) };
  },
});

const difficulty = answerRoute({
  path: "/api/difficulty",
  summary: "Difficulty, the epoch, and the forecast of the next change",
  question: z.strictObject({ ...asOfField, at: timeField.optional() }),
  shape: difficultyShape,
  make: ({ timeline, record, forecaster }, { at }) => {
    const instant = at ?? timeline.span.to;
    const state = epochStateAt(timeline, instant);
    const isMainnet = record.network === "mainnet";
    const forecast = isMainnet ? forecaster().forecastAt(instant) : null;
    return { document: difficultyAnswer(state, forecast) };
  },
});

const history = answerRoute({
  path: "/api/difficulty/history",
  summary: "Every change of difficulty since genesis",
  question: z.strictObject(asOfField),
  shape: historyShape,
  table: true,
  make: ({ record }) => {
    const document = retargetsAnswer(retargetHistory(record.retargets));
    return { document, method: HISTORY_METHOD, table: () => retargetsTable(document) };
  },
});

/** Hashrate, its changes, pools and difficulty. */
export const measurementRoutes: readonly AnswerRoute[] = [
  hashrate,
  drop,
  pools,
  difficulty,
  history,
];

function windowsOf(timeline: Timeline, { at, around, window }: AskedWindows): WindowPair {
  return around === undefined
    ? windowsEndingAt(at ?? timeline.span.to, window)
    : windowsAround(around, window);
}

function refuseBoth(
  { at, around }: { readonly at?: unknown; readonly around?: unknown },
  context: z.RefinementCtx,
): void {
  if (at === undefined || around === undefined) return;
  refuse(context, "around", ["given together with at", "give one of the two"]);
}

function refuseUnknownPool(slugs: readonly string[], pool: string | undefined): void {
  if (pool === undefined || slugs.includes(pool)) return;
  const wanted = pool.toLowerCase().replace(/[^a-z0-9]/gu, "");
  const near = slugs.filter((slug) => wanted !== "" && slug.includes(wanted.slice(0, 4)));
  const remedy = near.length === 0 ? "see the slugs at /api/pools" : `try ${near.join(", ")}`;
  throw invalidInput("pool", `"${pool}" is no pool of the record`, remedy);
}
