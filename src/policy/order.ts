import type { UnixSeconds } from "../base/index.ts";

/** A text in both languages of the product. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** How far an order's confidence goes: A several independent or primary accounts, B one, C weak. */
export type Confidence = "A" | "B" | "C";

/** What an authority did, or what happened. */
export const ORDER_KINDS = [
  "ban",
  "shutdown",
  "phase-out",
  "tariff",
  "market-access",
  "site-regulation",
  "tax",
  "seasonal-limit",
  "rationing",
  "curtailment",
  "outage",
  "inspection",
  "registration",
  "information-request",
  "signal",
  "legalisation",
  "relief",
  "physical",
  "other",
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** How exactly the times of an order are known. */
export const PRECISIONS = ["hour", "day", "month", "season", "year"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** One account of an order: the list it stands in, its number there, and where it was published. */
export interface OrderSource {
  readonly list: string;
  readonly id: string;
  readonly url: string;
  readonly date: string | null;
}

/** A field on which the sources differ, with what each of them says. */
export interface Disagreement {
  readonly field: string;
  readonly values: readonly {
    readonly value: string;
    /** In Chinese, where that is not the same. */
    readonly zh?: string | undefined;
    readonly source: string;
  }[];
}

/** What an order asks of whom, in words. */
export interface OrderWords {
  readonly actors: readonly string[];
  readonly measures: readonly string[];
  readonly quantified: string | null;
}

/**
 * An authority's instruction, or an event that acted like one, with its scope and its two times:
 * when it took effect and when it became known. Either may be unknown, never both.
 */
export interface Order extends OrderWords {
  readonly id: string;
  readonly kind: OrderKind;
  readonly country: string;
  readonly region: string | null;
  /** Path from the country down, such as `CN/Sichuan/Aba`. */
  readonly place: string;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly knownAt: UnixSeconds | null;
  readonly effectiveAt: UnixSeconds | null;
  readonly endsAt: UnixSeconds | null;
  readonly precision: Precision;
  readonly timeNote: string | null;
  /** Its words in Chinese; the others are in English. */
  readonly zh?: OrderWords | undefined;
  readonly confidence: Confidence;
  readonly sources: readonly OrderSource[];
  readonly disagreements: readonly Disagreement[];
}
