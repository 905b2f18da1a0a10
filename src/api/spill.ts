import type { Estimate, UnixDay } from "../base/index.ts";
import type { SpillAnswer, SpillBasis, SpillEstimates, SpillWorth } from "../energy/index.ts";
import { dayText } from "./units.ts";

/** A published figure behind an answer. */
interface CitedAnswer {
  readonly value: number;
  readonly from: string;
  /** Day after the last. */
  readonly to: string;
  readonly published: string;
  readonly source: string;
}

/** Water of one month, or of what the question covers of it. */
interface SpillMonthAnswer extends SpillEstimates {
  readonly month: string;
}

/** Answer of `spill`. */
export interface SpillReport {
  readonly place: string;
  readonly from: string;
  /** Day after the last. */
  readonly to: string;
  readonly closing: string;
  /** Whether the mines are on record as closed that day, or only taken to close then. */
  readonly closing_is: SpillAnswer["closingIs"];
  /** Whether the year's spill was published, bounded, or had to be told from earlier years. */
  readonly basis: SpillBasis["kind"];
  readonly published_TWh: readonly CitedAnswer[];
  readonly months: readonly SpillMonthAnswer[];
  readonly total: SpillEstimates;
  readonly mining_GWh: Estimate;
  readonly surplus_pct: Estimate;
  readonly contracted_pct: Estimate;
  readonly other_pct: Estimate;
  readonly worth: SpillWorth | null;
  readonly draws: number;
  readonly seed: number;
  readonly method: string;
  readonly record: string;
}

/** How an answer came about. */
export interface SpillHead {
  readonly from: UnixDay;
  readonly to: UnixDay;
  readonly draws: number;
  readonly seed: number;
  readonly record: string;
}

const METHOD =
  "surplus = published spill + what the mines that ran took; absorbed = min(surplus, mines on such water); docs/methods/water.md";

export function spillReport(answer: SpillAnswer, head: SpillHead): SpillReport {
  const { place, basis, closing, months, total, split, worth } = answer;
  return {
    place,
    from: dayText(head.from),
    to: dayText(head.to),
    closing: dayText(closing),
    closing_is: answer.closingIs,
    basis: basis.kind,
    published_TWh: (basis.kind === "predicted" ? basis.facts : [basis.fact]).map((fact) => ({
      value: fact.value,
      from: dayText(fact.from),
      to: dayText(fact.to),
      published: dayText(fact.published),
      source: fact.source,
    })),
    months: months.map(({ month, ...estimates }) =>
      Object.assign({ month: dayText(month) }, estimates),
    ),
    total,
    ...split,
    worth,
    draws: head.draws,
    seed: head.seed,
    method: METHOD,
    record: head.record,
  };
}
