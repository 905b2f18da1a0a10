import { type Estimate, seconds, toExahashesPerSecond, toHours } from "../base/index.ts";
import {
  type Assertion,
  type AuditedClaim,
  ENERGY_UNITS,
  type EnergyClaim,
  type Evidence,
  type WindowedEstimate,
  isEnergyClaim,
  isEnergyEvidence,
} from "../observe/index.ts";
import type { Bilingual } from "../policy/index.ts";
import type { AuditAnswer, ClaimAnswer } from "./claims.ts";
import { inExahashes } from "./units.ts";

/** What was measured over one window, in the unit of the comparison; null where it has no window. */
interface MeasuredRow {
  readonly window_h: number | null;
  readonly estimate: Estimate;
}

/** The value claimed on one axis with what was measured; null for claims without such a number. */
export interface ClaimScale {
  readonly unit: string;
  readonly claimed: number;
  readonly bound: "upper" | "lower" | null;
  readonly measured: readonly MeasuredRow[];
}

/** What a page shows of a judged claim beside the answer of `audit`. */
export interface ClaimComparison {
  readonly id: string;
  readonly scale: ClaimScale | null;
  readonly claimed: Bilingual;
  readonly measured: Bilingual;
  readonly verdict: Bilingual;
  readonly reason: Bilingual;
}

/** Answer of `/api/audit`: that of `audit`, and the same as a page shows it. */
export interface ShownAuditAnswer extends AuditAnswer {
  readonly shown: readonly ClaimComparison[];
}

/** A shipped claim before it is judged. */
export type ListedClaim = Pick<ClaimAnswer, "id" | "what" | "where" | "says" | "source">;

/** Answer of `/api/claims`. */
export interface ClaimFilesAnswer {
  readonly files: readonly {
    readonly name: string;
    readonly title: Bilingual;
    readonly claims: readonly ListedClaim[];
  }[];
  /** What a claim may be about, with the names people use. */
  readonly pools: readonly { readonly pool: string; readonly name: Bilingual }[];
  readonly places: readonly { readonly place: string; readonly name: Bilingual }[];
}

/** A claim and its measurement as numbers of one unit, to be drawn on one axis. */
export function claimScale({ claim, evidence }: AuditedClaim): ClaimScale | null {
  const { assertion } = claim;
  if (isEnergyClaim(assertion)) {
    if (!isEnergyEvidence(evidence)) return null;
    return {
      unit: ENERGY_UNITS[assertion.what],
      claimed: assertion.value,
      bound: assertion.bound,
      measured: [{ window_h: null, estimate: evidence.estimate }],
    };
  }
  const rows = rowsOf(evidence);
  const claimed = claimedNumber(assertion);
  if (rows === null || claimed === null) return null;
  return { unit: rows.unit, claimed, bound: null, measured: rows.measured };
}

function claimedNumber(assertion: Exclude<Assertion, EnergyClaim>): number | null {
  switch (assertion.what) {
    case "hashrate":
    case "hashrate-peak":
      return toExahashesPerSecond(assertion.value);
    case "hashrate-change":
    case "pool-change":
      return assertion.valuePct;
    case "load":
    case "machines":
    case "revenue":
    case "order":
    case "recovery":
    case "place-rank":
    case "other":
      return null;
  }
}

function rowsOf(evidence: Evidence): Pick<ClaimScale, "unit" | "measured"> | null {
  const { what } = evidence;
  if (what === "hashrate" || what === "hashrate-peak") {
    const measured = evidence.measured.map((row) => rowOf(row, inExahashes(row.estimate)));
    return { unit: "EH/s", measured };
  }
  if (what === "hashrate-change") {
    return { unit: "%", measured: evidence.measured.map((row) => rowOf(row, row.estimate)) };
  }
  if (what !== "pool-change") return null;
  const { changePct, after } = evidence.change;
  const window_h = toHours(seconds(after.to - after.from));
  return { unit: "%", measured: [{ window_h, estimate: changePct }] };
}

function rowOf({ window }: WindowedEstimate, estimate: Estimate): MeasuredRow {
  return { window_h: toHours(window), estimate };
}
