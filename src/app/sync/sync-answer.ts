import { z } from "zod";
import { NETWORK_NAMES, type NetworkName } from "../../bitcoin/index.ts";

/** The newest block of a chain. */
export interface ChainTip {
  readonly height: number;
  readonly hash: string;
  /** Header time. */
  readonly at: string;
}

/** Blocks above a height that were replaced by others with more work. */
interface ReorganisationAnswer {
  readonly fork_height: number;
  readonly depth: number;
}

/** What happens to a chain, as it is told here and between processes. */
export type ChainEvent =
  | {
      readonly kind: "progress";
      /** Blocks read in this run, those known before among them. */
      readonly blocks: number;
      readonly height: number;
      /** Height of the source's tip; null while it is unknown. */
      readonly tip_height: number | null;
    }
  | {
      readonly kind: "tip";
      readonly tip: ChainTip;
      /** Whether it is another block than before. */
      readonly changed: boolean;
      readonly reorganisations: readonly ReorganisationAnswer[];
    }
  /** The source cannot be reached; it is tried again, or given up where no time is named. */
  | { readonly kind: "trouble"; readonly message: string; readonly retry_in_s: number | null }
  /** The source is there and makes one wait, as a node does that is starting. */
  | { readonly kind: "waiting"; readonly message: string };

/** How a synced chain stands to the shipped record where both reach. */
interface CrossCheckAnswer {
  readonly first_height: number | null;
  readonly last_height: number | null;
  /** Blocks whose time and bits were compared. */
  readonly compared: number;
  readonly differing: number;
  readonly differences: readonly {
    readonly height: number;
    readonly what: "time" | "bits";
    readonly shipped: number;
    readonly synced: number;
  }[];
  readonly labels_compared: number;
  readonly labels_agreeing: number;
}

/** What came of a peer. */
interface PeerAnswer {
  readonly address: string;
  readonly user_agent: string | null;
  readonly start_height: number | null;
  readonly tip: string | null;
  readonly headers: number;
  readonly outcome: "agrees" | "behind" | "other branch" | "dropped" | "not asked";
  readonly why: string | null;
}

/** Answer of `sync`. */
export interface SyncAnswer {
  readonly source: string;
  readonly network: NetworkName;
  /** Lowest height that was added or filled in; the tip's where nothing was. */
  readonly from_height: number;
  readonly to_height: number;
  readonly added: boolean;
  readonly blocks: number;
  readonly blocks_per_s: number;
  readonly seconds: number;
  readonly reorgs: number;
  readonly reorganisations: readonly ReorganisationAnswer[];
  readonly stale_blocks: number;
  readonly stopped: boolean;
  readonly tip: ChainTip;
  readonly blocks_without_coinbase: number;
  /** Null for networks that the shipped record does not cover. */
  readonly cross_check: CrossCheckAnswer | null;
  readonly peers: readonly PeerAnswer[];
  /** What the source went past because it made no sense. */
  readonly problems: readonly string[];
  readonly store: string;
}

const height = z.number().int();
const count = z.number().int().nonnegative();
const tip = z.object({ height, hash: z.string(), at: z.string() });
const reorganisations = z.array(z.object({ fork_height: height, depth: count }));

export const chainEventSchema: z.ZodType<ChainEvent> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("progress"),
    blocks: count,
    height,
    tip_height: height.nullable(),
  }),
  z.object({ kind: z.literal("tip"), tip, changed: z.boolean(), reorganisations }),
  z.object({ kind: z.literal("trouble"), message: z.string(), retry_in_s: z.number().nullable() }),
  z.object({ kind: z.literal("waiting"), message: z.string() }),
]);

const crossCheck = z.object({
  first_height: height.nullable(),
  last_height: height.nullable(),
  compared: count,
  differing: count,
  differences: z.array(
    z.object({
      height,
      what: z.enum(["time", "bits"]),
      shipped: z.number(),
      synced: z.number(),
    }),
  ),
  labels_compared: count,
  labels_agreeing: count,
});

const peer = z.object({
  address: z.string(),
  user_agent: z.string().nullable(),
  start_height: height.nullable(),
  tip: z.string().nullable(),
  headers: count,
  outcome: z.enum(["agrees", "behind", "other branch", "dropped", "not asked"]),
  why: z.string().nullable(),
});

export const syncAnswerSchema: z.ZodType<SyncAnswer> = z.object({
  source: z.string(),
  network: z.enum(NETWORK_NAMES),
  from_height: height,
  to_height: height,
  added: z.boolean(),
  blocks: count,
  blocks_per_s: z.number(),
  seconds: z.number(),
  reorgs: count,
  reorganisations,
  stale_blocks: z.number().int(),
  stopped: z.boolean(),
  tip,
  blocks_without_coinbase: count,
  cross_check: crossCheck.nullable(),
  peers: z.array(peer),
  problems: z.array(z.string()),
  store: z.string(),
});
