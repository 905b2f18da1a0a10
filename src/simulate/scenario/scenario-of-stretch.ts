import { SECONDS_PER_DAY, type UnixSeconds, formatTime, unixSeconds } from "../../base/index.ts";
import type { ShippedScenario } from "./shipped-scenario.ts";

/** What happened, or is asked about: where, when, and how much of the hashrate went or came. */
export interface StretchAsked {
  /** Path of a place such as `CN/Sichuan`; the whole network where it is null. */
  readonly place: string | null;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  /** Signed change of the network's hashrate. */
  readonly size_pct: number;
}

/** A world that a stretch may rest on, and what it says of its places. */
export interface StretchWorld {
  readonly shipped: ShippedScenario;
  readonly start: UnixSeconds;
  /** Share of the network's machines by place; the sum is 1. */
  readonly shares: ReadonlyMap<string, number>;
}

export interface StretchScenario {
  readonly shipped: ShippedScenario;
  readonly world: string;
  /** Days from the world's own start to the stretch: how old its map is. */
  readonly map_age_days: number;
  /** Share of the network's machines in the place, per cent. */
  readonly place_share_pct: number;
  /** Fall of the place's load that the order stands for, per cent; zero where there is no order. */
  readonly depth_pct: number;
  /** Whether the place has fewer machines than the fall would take. */
  readonly is_too_large: boolean;
}

/** The run goes on after the stretch, so that the return is seen. */
const AFTER_DAYS = 60;
const SHORTEST_DAYS = 90;
const LONGEST_DAYS = 730;
/** What a depth read from a chart is worth, as if seen in so many sites. */
const DEPTH_SITES = 40;
/** Beyond this a depth is as good as everything. */
const MOST_DEPTH = 0.99;

/**
 * The world nearest before a stretch, begun anew at its first instant, with one outage of the place.
 *
 *   depth = −size / share of the place,   at most all of it
 *
 * A rise is no order's doing: then the run has none, and shows what would have come without it.
 */
export function scenarioOfStretch(
  asked: StretchAsked,
  worlds: readonly StretchWorld[],
): StretchScenario | null {
  const world = worldBefore(worlds, asked.from);
  if (world === null) return null;
  const { place, from, size_pct: size } = asked;
  const share = shareOf(world, place);
  if (share === 0) return null;
  const wanted = Math.max(-size / 100, 0) / share;
  const depth = Math.min(wanted, MOST_DEPTH);
  const document = stretchDocument(asked, depth);
  const { title, summary } = document;
  return {
    shipped: {
      name: "stretch",
      is_world: false,
      title,
      summary,
      documents: [...world.shipped.documents, document],
      overrides: [],
      draws: null,
    },
    world: world.shipped.name,
    map_age_days: Math.round((from - world.start) / SECONDS_PER_DAY),
    place_share_pct: 100 * share,
    depth_pct: 100 * depth,
    is_too_large: wanted > MOST_DEPTH,
  };
}

/** The latest world that began by then. */
function worldBefore(worlds: readonly StretchWorld[], from: UnixSeconds): StretchWorld | null {
  const before = worlds.filter(({ start }) => start <= from);
  return before.toSorted((a, b) => b.start - a.start)[0] ?? null;
}

function shareOf({ shares }: StretchWorld, place: string | null): number {
  if (place === null) return 1;
  let sum = 0;
  for (const [known, share] of shares) {
    if (known === place || known.startsWith(`${place}/`)) sum += share;
  }
  return sum;
}

interface StretchDocument {
  readonly title: ShippedScenario["title"];
  readonly summary: ShippedScenario["summary"];
  readonly [key: string]: unknown;
}

function stretchDocument(asked: StretchAsked, depth: number): StretchDocument {
  const { place, from, to, size_pct: size } = asked;
  const where = place ?? "World";
  const [first, last] = [formatTime(from).slice(0, 10), formatTime(to).slice(0, 10)];
  const title = {
    en: `${place ?? "The network"}, ${first} to ${last}`,
    zh: `${place ?? "全网"}，${first}至${last}`,
  };
  const fall = Math.round(Math.abs(size) * 10) / 10;
  const order = {
    title,
    known: formatTime(from),
    effective: formatTime(from),
    ends: formatTime(to),
    scope: { place: where },
    effect: { kind: "outage", depth, ramp_days: 1, return_days: 5 },
  };
  const hasOrder = depth > 0;
  return {
    title,
    summary: hasOrder
      ? {
          en: `${fall} % of the network's hashrate goes off, and comes back when the time is over.`,
          zh: `全网算力的${fall}%断电，期满后恢复。`,
        }
      : {
          en: "Nothing is ordered: what would have followed from the state of that day.",
          zh: "没有任何命令：从当日状态出发，之后会怎样。",
        },
    start: formatTime(from),
    end: formatTime(endOf(from, to)),
    network: { hashrate_EH_s: null },
    price: { kind: "record" },
    orders: hasOrder ? { stretch: order } : {},
    ...(hasOrder && depth < MOST_DEPTH
      ? {
          uncertain: {
            "orders.stretch.effect.depth": { kind: "beta", mean: depth, n: DEPTH_SITES },
          },
        }
      : {}),
  };
}

function endOf(from: UnixSeconds, to: UnixSeconds): UnixSeconds {
  const span = (to - from) / SECONDS_PER_DAY + AFTER_DAYS;
  const length_days = Math.min(Math.max(span, SHORTEST_DAYS), LONGEST_DAYS);
  return unixSeconds(from + Math.round(length_days) * SECONDS_PER_DAY);
}
