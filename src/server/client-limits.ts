import type { Context, MiddlewareHandler } from "hono";
import { bindingsOf } from "./bindings.ts";
import { refuseExhausted } from "./refusal.ts";

/** What a request takes from its client's bucket; a kept answer takes one. */
export const COSTS = {
  /** Every request. */
  request: 1,
  /** One without the token. */
  unknown: 200,
  /** An answer that must be worked out. */
  worked: 250,
  /** One that takes seconds. */
  costly: 2_500,
  /** A stream of events. */
  stream: 20,
  /** Reading the scenario of one; how many run is bounded elsewhere. */
  simulation: 500,
} as const;

export interface BucketSize {
  /** Held when full. */
  readonly capacity: number;
  readonly perSecond: number;
}

/** 20,000 kept answers or 80 worked out anew a second, and twice as many at once. */
const USUAL: BucketSize = { capacity: 40_000, perSecond: 20_000 };
/** Clients remembered; whoever is not starts with a full bucket. */
const MOST_CLIENTS = 10_000;

interface Bucket {
  left: number;
  at_ms: number;
}

/**
 * A bucket for each client, by its address: each request takes from it, time fills it. One that is
 * empty waits, and others do not.
 */
export class ClientLimits {
  private readonly size: BucketSize;
  private readonly clock: () => number;
  private readonly buckets = new Map<string, Bucket>();

  constructor(size: BucketSize = USUAL, clock: () => number = () => performance.now()) {
    this.size = size;
    this.clock = clock;
  }

  /** Takes from the bucket of who asks; seconds to wait where it holds too little, else 0. */
  charge(context: Context, cost: number): number {
    return this.take(clientOf(context), cost);
  }

  take(client: string, cost: number): number {
    const { capacity, perSecond } = this.size;
    const now = this.clock();
    const bucket = this.buckets.get(client) ?? this.begin(client, now);
    const gained = ((now - bucket.at_ms) / 1000) * perSecond;
    bucket.left = Math.min(capacity, bucket.left + gained);
    bucket.at_ms = now;
    if (bucket.left < cost) return Math.max(1, Math.ceil((cost - bucket.left) / perSecond));
    bucket.left -= cost;
    return 0;
  }

  private begin(client: string, now: number): Bucket {
    const [oldest] = this.buckets.keys();
    if (this.buckets.size >= MOST_CLIENTS && oldest !== undefined) this.buckets.delete(oldest);
    const bucket = { left: this.size.capacity, at_ms: now };
    this.buckets.set(client, bucket);
    return bucket;
  }
}

/** Takes what every request takes. */
export function chargeRequests(clients: ClientLimits): MiddlewareHandler {
  return async (context, next) => {
    const wait = clients.charge(context, COSTS.request);
    return wait > 0 ? refuseExhausted(context, wait) : next();
  };
}

/** Who asks. */
export function clientOf(context: Context): string {
  return clientAt(bindingsOf(context).incoming?.socket.remoteAddress);
}

/** A client by its address; of IPv6 by the network that one household has. */
export function clientAt(address: string = ""): string {
  return address.includes(":") && !address.startsWith("::") ? networkOf(address) : address;
}

/** The first 64 bits of an IPv6 address as it is written. */
function networkOf(address: string): string {
  const [head = ""] = address.split("::");
  return head.split(":").slice(0, 4).join(":");
}
