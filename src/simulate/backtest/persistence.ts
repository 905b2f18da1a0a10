import { RETARGET_INTERVAL, TARGET_SPACING, TARGET_TIMESPAN } from "../../bitcoin/index.ts";
import { normalCrps } from "../../statistics/index.ts";
import type { ChainHistory, Origin } from "./chain-history.ts";

/** Normal forecast of the logarithm of the difficulty after each of the next epochs. */
export interface NormalForecast {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** What persistence takes for today's hashrate, and from how many epochs it learns. */
export interface PersistenceVariant {
  /** Blocks averaged, the last before the instant; null for the last whole epoch. */
  readonly blocks: number | null;
  readonly epochs: number;
}

/** Variants between which the past decides. */
export const PERSISTENCE_VARIANTS: readonly PersistenceVariant[] = [null, 2016, 1008].flatMap(
  (blocks) => [13, 26, 52, 104].map((epochs) => ({ blocks, epochs })),
);

/** Where the past is too short to decide: the last 2016 blocks, and two years. */
const USUAL: PersistenceVariant = { blocks: RETARGET_INTERVAL, epochs: 52 };
/** Forecasts of the past that a choice between variants needs at least, and looks at at most. */
const LEAST_PAST = 20;
const MOST_PAST = 104;

/**
 * Persistence with drift: the hashrate goes on from its level now, with the drift of past epochs.
 *
 *   mean(h) = level + drift · h,   drift = mean of ln D(e + 1) − ln D(e) over past epochs
 *   variance(h) = mean square of ln D(e + h) − ln D(e) − drift · h over them, linear between whole h,
 *                 + variance(1) · h² / number of epochs, since the drift is an estimate
 *
 * h is the distance in epochs from the middle of the averaged blocks to the middle of what is to come.
 * Of the epoch under way the part that is over is known; only the rest is forecast:
 *
 *   ln D' = ln D + ln(T / (elapsed + rest)),   rest = blocks left · 600 s · D / exp(mean)
 *
 * Everything is taken from before the instant, the variant too: the one with the least continuous
 * ranked probability score over the past, at the same place of the epoch.
 */
export function persistenceForecast(history: ChainHistory, horizon: number): NormalForecast {
  return forecastFrom(history, history.tip, { variant: bestVariant(history, horizon), horizon });
}

/** The variant that scored best before the tip. */
function bestVariant(history: ChainHistory, horizon: number): PersistenceVariant {
  let best = history.tip.found === 0 ? { ...USUAL, blocks: null } : USUAL;
  let least = Infinity;
  for (const variant of PERSISTENCE_VARIANTS) {
    if (history.tip.found === 0 && variant.blocks !== null) continue;
    const { mean, count } = pastScore(history, variant, horizon);
    if (count < LEAST_PAST || mean >= least) continue;
    least = mean;
    best = variant;
  }
  return best;
}

interface Plan {
  readonly variant: PersistenceVariant;
  readonly horizon: number;
}

/** Forecast made at a place of the chain, from what was known there. */
export function forecastFrom(history: ChainHistory, origin: Origin, plan: Plan): NormalForecast {
  const { variant, horizon } = plan;
  const whole = history.lnDifficulty(origin.epoch);
  const window = variant.blocks === null ? null : history.lnRateBefore(origin, variant.blocks);
  const level = window ?? whole;
  const done = origin.found / RETARGET_INTERVAL;
  const behind = window === null ? 0.5 + done : (variant.blocks ?? 0) / RETARGET_INTERVAL / 2;
  const law = incrementLaw(history, origin.epoch, plan);
  const mean = new Float64Array(horizon);
  const deviation = new Float64Array(horizon);
  for (let k = 0; k < horizon; k += 1) {
    const ahead = k === 0 ? (1 - done) / 2 : 1 - done + k - 0.5;
    const distance = behind + ahead;
    mean[k] = level + law.drift * distance;
    deviation[k] = Math.sqrt(law.variance(distance));
  }
  if (origin.found > 0) knowElapsed(history, origin, { mean, deviation });
  return { mean, deviation };
}

/** Puts what is over of the epoch under way into its forecast. */
function knowElapsed(
  history: ChainHistory,
  { epoch, found, time }: Origin,
  { mean, deviation }: NormalForecast,
): void {
  const now = history.lnDifficulty(epoch);
  const left = (RETARGET_INTERVAL - found) * TARGET_SPACING;
  const rest = left * Math.exp(now - (mean[0] ?? NaN));
  const total = time - history.start(epoch) + rest;
  mean[0] = now + Math.log(TARGET_TIMESPAN / total);
  deviation[0] = ((deviation[0] ?? NaN) * rest) / total;
}

interface IncrementLaw {
  readonly drift: number;
  variance(distance: number): number;
}

/** How far ln difficulty goes in so many epochs, by the epochs before one. */
function incrementLaw(
  history: ChainHistory,
  epoch: number,
  { variant, horizon }: Plan,
): IncrementLaw {
  const first = Math.max(epoch - variant.epochs, 0);
  const drift = (history.lnDifficulty(epoch) - history.lnDifficulty(first)) / (epoch - first);
  const variances = new Float64Array(horizon + 2);
  for (let lag = 1; lag < variances.length; lag += 1) {
    let squares = 0;
    for (let from = first; from + lag <= epoch; from += 1) {
      const step = history.lnDifficulty(from + lag) - history.lnDifficulty(from);
      squares += (step - drift * lag) ** 2;
    }
    variances[lag] = squares / (epoch - first - lag + 1);
  }
  const variance = (distance: number): number => {
    const below = Math.floor(distance);
    const [low, high] = [variances[below] ?? NaN, variances[below + 1] ?? NaN];
    const ofDrift = ((variances[1] ?? NaN) * distance ** 2) / (epoch - first);
    return low + (distance - below) * (high - low) + ofDrift;
  };
  return { drift, variance };
}

/** Mean score of a variant over forecasts whose last outcome was known at the tip. */
function pastScore(
  history: ChainHistory,
  variant: PersistenceVariant,
  horizon: number,
): { readonly mean: number; readonly count: number } {
  let [sum, count] = [0, 0];
  const first = Math.max(history.epochs - horizon - MOST_PAST, LEAST_PAST);
  for (let epoch = first; epoch + horizon < history.epochs; epoch += 1) {
    const origin = history.earlier(epoch);
    if (origin === null) continue;
    if (variant.blocks !== null && history.lnRateBefore(origin, variant.blocks) === null) continue;
    const { mean, deviation } = forecastFrom(history, origin, { variant, horizon });
    for (let k = 0; k < horizon; k += 1) {
      const outcome = history.lnDifficulty(epoch + k + 1);
      sum += normalCrps(mean[k] ?? NaN, deviation[k] ?? NaN, outcome) / horizon;
    }
    count += 1;
  }
  return { mean: sum / count, count };
}

/** ln difficulty after each of the next epochs, as it came; NaN beyond the record. */
export function outcomesAfter(whole: ChainHistory, epoch: number, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, k) => whole.lnDifficulty(epoch + k + 1));
}
