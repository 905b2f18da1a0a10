import { type Estimate, HashfallError, type Random } from "../base/index.ts";
import { estimateOfSample } from "./sample-estimate.ts";

/** Mean score of one event's forecasts and of the baseline's, in one unit, less is better. */
export interface PairedScore {
  readonly score: number;
  readonly baseline: number;
}

/**
 * Skill against a baseline: 1 is perfect, 0 no better, negative worse.
 *
 *   1 − Σ score / Σ baseline
 *
 * Intervals by percentile bootstrap over whole events, since forecasts of one event go wrong
 * together. Below some twenty events they are too narrow.
 * Source: B. Efron, R. J. Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
 */
export function skillOf(
  events: readonly PairedScore[],
  random: Random,
  resamples: number = 4000,
): Estimate {
  if (events.length === 0) throw new HashfallError("number.domain", "skill over no events");
  const skills = new Float64Array(resamples);
  for (let k = 0; k < resamples; k += 1) {
    skills[k] = skillRatio(events.map(() => drawn(events, random)));
  }
  return estimateOfSample(skills, skillRatio(events));
}

function skillRatio(events: readonly PairedScore[]): number {
  let [score, baseline] = [0, 0];
  for (const event of events) {
    score += event.score;
    baseline += event.baseline;
  }
  return 1 - score / baseline;
}

function drawn(events: readonly PairedScore[], random: Random): PairedScore {
  return events[Math.floor(random.uniform() * events.length)] ?? { score: NaN, baseline: NaN };
}
