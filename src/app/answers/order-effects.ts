import {
  HashfallError,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  type UnixSeconds,
  days,
  unixSeconds,
} from "../../base/index.ts";
import { type EffectByDate, type WindowedEffect, dropAnswer } from "../../api/index.ts";
import {
  type Change,
  SIGNIFICANCE,
  type Timeline,
  measureChange,
  windowsAround,
} from "../../observe/index.ts";
import { type Precision, datedSpan } from "../../policy/index.ts";
import { holmAdjusted } from "../../statistics/index.ts";

const WINDOWS_D = [7, 14];
/** Between the moments tried of a date that names no hour. */
const STEP_S: Readonly<Record<Precision, number | null>> = {
  hour: null,
  day: 6 * SECONDS_PER_HOUR,
  month: SECONDS_PER_DAY,
  season: SECONDS_PER_DAY,
  year: 7 * SECONDS_PER_DAY,
};

/** When an order is said to have come, and how exactly. */
export interface DatedMoment {
  readonly at: UnixSeconds;
  readonly precision: Precision;
}

/** The network before and after a moment over windows of a week and of two, with what the date leaves open. */
export function effectsAt(timeline: Timeline, moment: DatedMoment): WindowedEffect[] {
  const measured = WINDOWS_D.map((length) => changeAt(timeline, moment.at, length));
  const found = measured.filter((one) => typeof one !== "string");
  const adjusted = adjustedP(found);
  const open = openChanges(timeline, moment);
  const openP = adjustedP(open.flat());
  return WINDOWS_D.map((length, index) => {
    const one = measured[index] ?? "";
    if (typeof one === "string") return unmeasured(length, one);
    const p_holm = adjusted.get(one) ?? 1;
    return {
      window_s: days(length),
      change: dropAnswer(one, null),
      p_holm,
      verdict: p_holm < SIGNIFICANCE ? one.verdict : "not distinguishable from chance",
      by_date: byDate(open[index] ?? [], openP),
      reason: null,
    };
  });
}

/** P-values corrected by Holm for all tests made together. */
function adjustedP(changes: readonly Change[]): ReadonlyMap<Change, number> {
  const adjusted = holmAdjusted(changes.map(({ pValue }) => pValue));
  return new Map(changes.map((change, index) => [change, adjusted[index] ?? 1]));
}

function unmeasured(length_d: number, reason: string): WindowedEffect {
  const window_s = days(length_d);
  return { window_s, change: null, p_holm: null, verdict: null, by_date: null, reason };
}

/** A measurement, or why the record cannot give it. */
export function measuredOrWhy<T extends object>(measure: () => T): T | string {
  try {
    return measure();
  } catch (error) {
    if (error instanceof HashfallError) return error.message;
    throw error;
  }
}

function changeAt(timeline: Timeline, at: UnixSeconds, length_d: number): Change | string {
  return measuredOrWhy(() => measureChange(timeline, windowsAround(at, days(length_d))));
}

/** For each length of window the changes at every moment that the date allows and the record covers. */
function openChanges(timeline: Timeline, { at, precision }: DatedMoment): Change[][] {
  const step = STEP_S[precision];
  if (step === null) return [];
  const { from, to } = datedSpan(at, precision);
  const moments = Array.from({ length: Math.floor((to - from) / step) }, (_, index) =>
    unixSeconds(from + index * step),
  );
  return WINDOWS_D.map((length) =>
    moments
      .map((moment) => changeAt(timeline, moment, length))
      .filter((one) => typeof one !== "string"),
  );
}

function byDate(
  changes: readonly Change[],
  adjusted: ReadonlyMap<Change, number>,
): EffectByDate | null {
  if (changes.length === 0) return null;
  const sizes = changes.map(({ changePct }) => changePct.value);
  return {
    moments: sizes.length,
    told: changes.filter((change) => (adjusted.get(change) ?? 1) < SIGNIFICANCE).length,
    lowest_pct: Math.min(...sizes),
    highest_pct: Math.max(...sizes),
  };
}
