import { z } from "zod";
import {
  type Estimate,
  type Seconds,
  type UnixSeconds,
  after,
  estimate,
  invalidInput,
  mapEstimate,
  unixSeconds,
} from "../../base/index.ts";
import {
  POOL_SERIES_METHOD,
  type PoolSeriesAnswer,
  estimateColumns,
  inExahashes,
} from "../../api/index.ts";
import type { Timeline } from "../../observe/index.ts";
import { UNKNOWN, UNOBSERVED } from "../../record/index.ts";
import { binomialInterval, poissonInterval } from "../../statistics/index.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField, refuse, timeField, wholeField, windowField } from "./query-fields.ts";
import { poolSeriesShape } from "./shapes-orders.ts";

/** Most windows of one answer. */
const MOST_WINDOWS = 500;
const SHORTEST_STEP = 86_400;
const OTHERS = "others";

/** Blocks of a window by pool, and how many one hash per second would find in it. */
interface Counted {
  readonly at: UnixSeconds;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  readonly exposure: number;
}

const poolSeries = answerRoute({
  path: "/api/pools/series",
  summary: "Shares and hashrate of the largest pools over time, each with its interval",
  question: z
    .strictObject({
      ...asOfField,
      from: timeField.optional(),
      to: timeField.optional(),
      window: windowField.prefault("28d"),
      step: windowField.prefault("14d"),
      top: wholeField([1, 20], "the number of pools listed").prefault("8"),
      pool: nameField("the slug of one pool, such as antpool").optional(),
    })
    .superRefine(({ step }, context) => {
      if (step < SHORTEST_STEP) refuse(context, "step", ["shorter than a day", "give 1d or more"]);
    }),
  shape: poolSeriesShape,
  table: true,
  make: ({ timeline, poolName }, { window, step, top, pool, ...span }) => {
    refuseUnknownPool(timeline, pool);
    const counted = countedWindows(timeline, { window, step, ...span });
    const wanted = pool === undefined ? largest(counted, top) : [pool];
    const groups = wanted.map((slug): Group => [slug, ({ counts }) => counts.get(slug) ?? 0]);
    if (pool === undefined) groups.push([OTHERS, (window_) => othersOf(window_, wanted)]);
    const document: PoolSeriesAnswer = {
      window_s: window,
      step_s: step,
      at_s: counted.map(({ at }) => at),
      blocks: counted.map(({ total }) => total),
      pools: groups.map(([slug, countOf]) => ({
        pool: slug,
        name: slug === OTHERS ? "Others" : poolName(slug),
        blocks: counted.map(countOf),
        share_pct: estimateColumns(
          counted.map((window_) => shareOf(countOf(window_), window_.total)),
        ),
        hashrate_EH_s: estimateColumns(
          counted.map((window_) => rateOf(countOf(window_), window_.exposure)),
        ),
      })),
      method: POOL_SERIES_METHOD,
    };
    return { document, table: () => tableOf(document) };
  },
});

/** Pools over time. */
export const poolSeriesRoutes: readonly AnswerRoute[] = [poolSeries];

/** A pool without a block is more likely misspelt than idle for the whole record. */
function refuseUnknownPool({ blocks: { pools } }: Timeline, pool: string | undefined): void {
  if (pool === undefined || (pools.includes(pool) && pool !== UNOBSERVED)) return;
  const known = pools.filter((slug) => slug !== UNOBSERVED).toSorted();
  const remedy = `choose among: ${known.join(", ")}`;
  throw invalidInput("pool", `no block of "${pool}" is in the record`, remedy);
}

type Group = readonly [slug: string, countOf: (window: Counted) => number];

interface AskedSpan {
  readonly from?: UnixSeconds | undefined;
  readonly to?: UnixSeconds | undefined;
  readonly window: Seconds;
  readonly step: Seconds;
}

/** Windows up to the end of the span, back from it; those without blocks or coinbases are left out. */
function countedWindows(timeline: Timeline, { from, to, window, step }: AskedSpan): Counted[] {
  const { span } = timeline;
  const first = Math.max(from ?? span.from, after(span.from, window));
  const last = Math.min(to ?? span.to, span.to);
  const wanted = Math.max(0, Math.floor((last - first) / step) + 1);
  const kept = Math.min(wanted, MOST_WINDOWS);
  return Array.from({ length: kept }, (_, index) => unixSeconds(last - (kept - 1 - index) * step))
    .map((at) => countedAt(timeline, at, window))
    .filter(({ counts, total }) => total > 0 && !counts.has(UNOBSERVED));
}

function countedAt(timeline: Timeline, at: UnixSeconds, window: Seconds): Counted {
  const from = unixSeconds(at - window);
  const { pool, pools } = timeline.blocks;
  const { rows } = timeline.window(from, at);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = pools[pool[row] ?? -1] ?? UNKNOWN;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return { at, counts, total: rows.length, exposure: timeline.exposure(from, at) };
}

/** The pools with most blocks over all windows; whoever is not known is no pool and comes last. */
function largest(counted: readonly Counted[], top: number): string[] {
  const totals = new Map<string, number>();
  for (const { counts } of counted) {
    for (const [slug, blocks] of counts) totals.set(slug, (totals.get(slug) ?? 0) + blocks);
  }
  const known = [...totals].filter(([slug]) => slug !== UNKNOWN).toSorted(([, a], [, b]) => b - a);
  return [...known.slice(0, top).map(([slug]) => slug), UNKNOWN];
}

function othersOf({ counts, total }: Counted, listed: readonly string[]): number {
  return listed.reduce((rest, slug) => rest - (counts.get(slug) ?? 0), total);
}

function shareOf(blocks: number, total: number): Estimate {
  return estimate((100 * blocks) / total, (level) => {
    const [low, high] = binomialInterval(blocks, total, level);
    return [100 * low, 100 * high];
  });
}

function rateOf(blocks: number, exposure: number): Estimate {
  const counted = estimate(blocks, (level) => poissonInterval(blocks, level));
  return inExahashes(mapEstimate(counted, (count) => count / exposure));
}

/** One row for each window and pool. */
function tableOf(document: PoolSeriesAnswer): {
  header: string[];
  rows: (string | number | null)[][];
} {
  const header = ["window_end_s", "pool", "blocks", "share_pct", "share_lo95_pct"];
  header.push("share_hi95_pct", "hashrate_EH_s", "hashrate_lo95_EH_s", "hashrate_hi95_EH_s");
  const rows = document.at_s.flatMap((at, index) =>
    document.pools.map(({ pool, blocks, share_pct: share, hashrate_EH_s: rate }) => [
      at,
      pool,
      ...[blocks, share.value, share.lo95, share.hi95, rate.value, rate.lo95, rate.hi95].map(
        (column) => column[index] ?? null,
      ),
    ]),
  );
  return { header, rows };
}
