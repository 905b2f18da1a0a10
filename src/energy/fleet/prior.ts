import { normalCdf } from "../../statistics/index.ts";

/** A law of probability with a closed quantile. */
type Law =
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  /** Deviation of the natural logarithm. */
  | { readonly kind: "logNormal"; readonly median: number; readonly deviation: number }
  | {
      readonly kind: "triangular";
      readonly low: number;
      readonly mode: number;
      readonly high: number;
    };

/** What was believed of an input before looking at the result. */
export interface Prior {
  readonly law: Law;
  readonly unit: string;
  /** What it is, in one sentence. */
  readonly what: string;
  /** Where the law comes from; "own judgement" where nobody published a figure. */
  readonly source: string;
}

/**
 * Value of an input whose standard normal score is given: the quantile at Φ(score).
 *
 * A score of 0 is the median. Scores have one scale for every law, which the sensitivity needs.
 */
export function priorValue(law: Law, score: number): number {
  if (law.kind === "normal") return law.mean + law.deviation * score;
  if (law.kind === "logNormal") return law.median * Math.exp(law.deviation * score);
  const probability = normalCdf(score);
  if (law.kind === "uniform") return law.low + (law.high - law.low) * probability;
  return triangularQuantile(law, probability);
}

function triangularQuantile(
  law: Extract<Law, { kind: "triangular" }>,
  probability: number,
): number {
  const { low, mode, high } = law;
  const width = high - low;
  const below = (mode - low) / width;
  return probability < below
    ? low + Math.sqrt(probability * width * (mode - low))
    : high - Math.sqrt((1 - probability) * width * (high - mode));
}
