import type { Bilingual } from "../../policy/index.ts";
import type {
  Bounds,
  HashesPerSecond,
  JoulesPerTerahash,
  Seconds,
  UnixDay,
  UnixSeconds,
  Watts,
} from "../../base/index.ts";

/** Who said it, where, and when. */
export interface ClaimSource {
  readonly publisher: string;
  readonly published: string;
  readonly title: string;
  /** Where it was seen. */
  readonly url?: string | undefined;
}

/** A network hashrate at an instant. */
export interface HashrateClaim {
  readonly what: "hashrate";
  readonly at: UnixSeconds;
  readonly value: HashesPerSecond;
  readonly windows: readonly Seconds[];
}

/** A highest network hashrate, reached on a day. */
export interface PeakClaim {
  readonly what: "hashrate-peak";
  /** Start of the day. */
  readonly at: UnixSeconds;
  readonly value: HashesPerSecond;
  readonly windows: readonly Seconds[];
}

/** A change of network hashrate between two instants. */
export interface HashrateChangeClaim {
  readonly what: "hashrate-change";
  readonly from: UnixSeconds;
  readonly at: UnixSeconds;
  readonly valuePct: number;
  readonly windows: readonly Seconds[];
}

/** A change of one pool's hashrate over a window against the one before. */
export interface PoolChangeClaim {
  readonly what: "pool-change";
  readonly pool: string;
  readonly at: UnixSeconds;
  readonly valuePct: number;
  readonly window: Seconds;
}

/** Electrical load of mining that went off at an instant. */
export interface LoadClaim {
  readonly what: "load";
  readonly at: UnixSeconds;
  readonly value: Watts;
  readonly window: Seconds;
  /** Machine efficiencies to reckon with, best first. */
  readonly efficiencies: readonly JoulesPerTerahash[];
  /** Facility power over machine power, lowest and highest. */
  readonly overhead: Bounds;
}

/** Machines at one place that went off at an instant. */
export interface MachinesClaim {
  readonly what: "machines";
  readonly at: UnixSeconds;
  readonly value: number;
  readonly window: Seconds;
  /** Hashrate of one machine, H/s, smallest and largest. */
  readonly machineHashrate: Bounds;
  /** Power of one machine, W, smallest and largest. */
  readonly machinePower: Bounds;
}

/** Revenue of one machine in a day, at the best time of a period. */
export interface RevenueClaim {
  readonly what: "revenue";
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  /** In `currency` per machine and day. */
  readonly value: number;
  readonly currency: string;
  readonly currencyPerUsd: number;
  readonly machineHashrate: Bounds;
}

/** An order, or its hour, as the registry of orders knows it. */
export interface OrderClaim {
  readonly what: "order";
  readonly order: string;
  /** The instant claimed, if any. */
  readonly at: UnixSeconds | null;
}

/** That hashrate came back to where it was within a time. */
export interface RecoveryClaim {
  readonly what: "recovery";
  /** The instant before the fall. */
  readonly at: UnixSeconds;
  readonly within: Seconds;
  readonly window: Seconds;
}

/** Quantities of power, energy and carbon that a claim may state, with their units. */
export const ENERGY_UNITS = {
  power: "GW",
  energy: "TWh",
  emissions: "Mt",
  renewable: "%",
  "place-share": "%",
} as const;

export type EnergyQuantity = keyof typeof ENERGY_UNITS;

/** What mining drew or emitted over some days, how much of it was renewable, or a place's share. */
export interface EnergyClaim {
  readonly what: EnergyQuantity;
  /** One of `CLAIM_PLACES`. */
  readonly place: string;
  /** Days [from, to). */
  readonly from: UnixDay;
  readonly to: UnixDay;
  /** In the unit of the quantity. */
  readonly value: number;
  /** Whether the value is stated as the most, as the least, or as such. */
  readonly bound: "upper" | "lower" | null;
}

/** Place of a country or province in the order of hashrate, 1 for the largest. */
export interface PlaceRankClaim {
  readonly what: "place-rank";
  readonly place: string;
  readonly day: UnixDay;
  readonly rank: number;
}

/** Something block times, prices and orders cannot speak to. */
interface OtherClaim {
  readonly what: "other";
  readonly why: Bilingual;
}

export type Assertion =
  | HashrateClaim
  | PeakClaim
  | HashrateChangeClaim
  | PoolChangeClaim
  | LoadClaim
  | MachinesClaim
  | RevenueClaim
  | OrderClaim
  | RecoveryClaim
  | EnergyClaim
  | PlaceRankClaim
  | OtherClaim;

export function isEnergyClaim(assertion: Assertion): assertion is EnergyClaim {
  return assertion.what in ENERGY_UNITS;
}

/** A quantitative statement someone published, and how it may be measured. */
export interface Claim {
  readonly id: string;
  readonly says: Bilingual;
  readonly where: string;
  readonly source: ClaimSource;
  /** What a reader should know beside the verdict; told after the reason. */
  readonly note?: Bilingual | undefined;
  /** When what the note tells was known; it is not told of a record that ends before. */
  readonly noteKnown?: UnixSeconds | undefined;
  readonly assertion: Assertion;
}
