import { type UnixSeconds, dayOf, startOfDay, unixDay, unixSeconds } from "../../base/index.ts";
import { type Timeline, poolCounts } from "../../observe/index.ts";
import { hashrateBetween } from "./mempool-hashrates.ts";
import { type MempoolInterval, intervalStart } from "./mempool-interval.ts";
import { networkHashps } from "./network-hashps.ts";

/** A pool in mempool's ranking. What the record does not hold is null. */
interface MempoolPool {
  /** Number in the record's list of pools; not mempool's. */
  readonly poolId: number;
  readonly name: string;
  readonly link: string;
  readonly blockCount: number;
  readonly rank: number;
  readonly emptyBlocks: null;
  readonly slug: string;
  readonly avgMatchRate: null;
  readonly avgFeeDelta: null;
  readonly poolUniqueId: null;
}

/** Answer of mempool's `/api/v1/mining/pools/:interval`; hashrates in H/s. */
export interface MempoolPools {
  readonly pools: readonly MempoolPool[];
  readonly blockCount: number;
  readonly lastEstimatedHashrate: number;
  readonly lastEstimatedHashrate3d: number;
  readonly lastEstimatedHashrate1w: number;
}

/** A pool in a week, of mempool's `/api/v1/mining/hashrate/pools/:interval`. */
export interface MempoolPoolWeek {
  /** The Monday midnight that ends the week. */
  readonly timestamp: number;
  /** H/s. */
  readonly avgHashrate: number;
  /** Of the week's blocks, 0 … 1. */
  readonly share: number;
  readonly poolName: string;
}

/** Whom a slug names. */
interface NamedPool {
  readonly slug: string;
  readonly name: string;
  readonly link: string | null;
}

export interface MempoolPoolsQuestion {
  readonly timeline: Timeline;
  readonly pools: readonly NamedPool[];
  readonly interval: MempoolInterval;
  readonly now: UnixSeconds;
}

const UNKNOWN = { slug: "unknown", name: "Unknown", link: null } as const;
const DAYS_OF_A_WEEK = 7;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4;
/** mempool keeps shares as 32-bit floats and shows six digits of them. */
const SHARE_DIGITS = 6;

/** Pools by their blocks of an interval, most first; equal ones by name. */
export function mempoolPools(question: MempoolPoolsQuestion): MempoolPools {
  const { timeline, interval, now } = question;
  const ranked = rankedPools(question, startOf(timeline, interval, now));
  const last = (length: MempoolInterval): number => {
    const blocks = timeline.count(startOf(timeline, length, now), now);
    return networkHashps(timeline, timeline.tipRow(now), blocks);
  };
  return {
    pools: ranked.map(({ id, pool, blocks }, index) => ({
      poolId: id,
      name: pool.name,
      link: pool.link ?? "",
      blockCount: blocks,
      rank: index + 1,
      emptyBlocks: null,
      slug: pool.slug,
      avgMatchRate: null,
      avgFeeDelta: null,
      poolUniqueId: null,
    })),
    blockCount: ranked.reduce((total, { blocks }) => total + blocks, 0),
    lastEstimatedHashrate: last("24h"),
    lastEstimatedHashrate3d: last("3d"),
    lastEstimatedHashrate1w: last("1w"),
  };
}

/** Weeks that ended in an interval, oldest first, each with the pools of the last seven days by rank. */
export function mempoolPoolWeeks(question: MempoolPoolsQuestion): MempoolPoolWeek[] {
  const { timeline, interval, now } = question;
  const top = rankedPools(question, startOf(timeline, "1w", now));
  const from = Math.max(intervalStart(interval, now), timeline.span.from);
  const weeks: MempoolPoolWeek[] = [];
  for (let end = lastMonday(now); end >= from; end = unixSeconds(end - DAYS_OF_A_WEEK * 86_400)) {
    const start = unixSeconds(end - DAYS_OF_A_WEEK * 86_400);
    if (start < timeline.span.from) break;
    const hashrate = hashrateBetween(timeline, start, end);
    const counts = poolCounts(timeline, { from: unixSeconds(start - 1), to: end });
    const total = [...counts.values()].reduce((sum, blocks) => sum + blocks, 0);
    if (Number.isNaN(hashrate) || total === 0) continue;
    const rows = top.flatMap(({ pool }) => {
      const share = (counts.get(pool.slug) ?? 0) / total;
      const shown = Number(share.toPrecision(SHARE_DIGITS));
      const row = { timestamp: end, avgHashrate: share * hashrate, share: shown };
      return share === 0 ? [] : [Object.assign(row, { poolName: pool.name })];
    });
    weeks.unshift(...rows);
  }
  return weeks;
}

interface RankedPool {
  readonly id: number;
  readonly pool: NamedPool;
  readonly blocks: number;
}

function rankedPools(
  { timeline, pools, now }: MempoolPoolsQuestion,
  from: UnixSeconds,
): RankedPool[] {
  const known = new Map(pools.map((pool, index) => [pool.slug, { pool, id: index + 1 }]));
  return [...poolCounts(timeline, { from, to: now })]
    .map(([slug, blocks]) => {
      const other = slug === UNKNOWN.slug ? UNKNOWN : { slug, name: slug, link: null };
      const { pool, id } = known.get(slug) ?? { pool: other, id: 0 };
      return { id, pool, blocks };
    })
    .toSorted((a, b) => b.blocks - a.blocks || (a.pool.name < b.pool.name ? -1 : 1));
}

/** An interval's start, but not before the record. */
function startOf(timeline: Timeline, interval: MempoolInterval, now: UnixSeconds): UnixSeconds {
  return unixSeconds(Math.max(intervalStart(interval, now), timeline.span.from - 1));
}

function lastMonday(now: UnixSeconds): UnixSeconds {
  const day = dayOf(now);
  return startOfDay(unixDay(day - ((day - FIRST_MONDAY) % DAYS_OF_A_WEEK)));
}
