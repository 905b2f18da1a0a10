import {
  type Estimate,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  type UnixSeconds,
  unixSeconds,
} from "../../base/index.ts";
import { RETARGET_INTERVAL } from "../../bitcoin/index.ts";
import type { MarketColumns } from "../../record/index.ts";
import { type Timeline, at } from "../timeline.ts";
import {
  ErrorMemory,
  type HalfWidths,
  restRatio,
  restShape,
  standardisedError,
} from "./calibration.ts";
import { ChainRates } from "./chain-rates.ts";
import {
  type Situation,
  changeFromSpan,
  growthTerms,
  restObserved,
  revenueMomentum,
} from "./features.ts";
import { type Coefficients, GrowthRegression, NO_GROWTH, medianRest } from "./growth-regression.ts";
import { ShockFilter } from "./shock-filter.ts";

/** Spacing of the training and benchmark moments within an epoch [s]. */
const MOMENT_SECONDS = 6 * SECONDS_PER_HOUR;

/** Forecast of the next difficulty change, as of `now`. */
export interface DifficultyForecast {
  readonly now: UnixSeconds;
  /** Height of the first block of the epoch that is running. */
  readonly epochHeight: number;
  /** Blocks found after it: tip height mod 2016. */
  readonly blocks: number;
  /** Difficulty change at the end of the epoch [%]; the value is the median. */
  readonly changePct: Estimate;
  /** Header time of the epoch's last block, which fixes the new difficulty [s since 1970]. */
  readonly retargetTime: Estimate;
}

/** Filter state carried from moment to moment. */
interface Tracker {
  readonly filter: ShockFilter;
  readonly now: number;
  readonly tip: number;
  readonly peak: number;
}

/** Everything that was known when an epoch began. */
interface EpochStart {
  readonly first: number;
  readonly tracker: Tracker;
  readonly coefficients: Coefficients;
  readonly halfWidths: HalfWidths;
}

/** Median and intervals of an increasing function of a standardised error. */
function spread(evaluate: (z: number) => number, widths: HalfWidths): Estimate {
  const [half, eighty, ninetyFive] = widths;
  return {
    value: evaluate(0),
    lo50: evaluate(-half),
    hi50: evaluate(half),
    lo80: evaluate(-eighty),
    hi80: evaluate(eighty),
    lo95: evaluate(-ninetyFive),
    hi95: evaluate(ninetyFive),
  };
}

/**
 * Walk-forward forecast of the next difficulty change.
 *
 *   rate   = exp((log forgotten rate + mean of the shock filter) / 2)
 *   rest   = (2015 - k - 1/3) × 600 × difficulty / (rate × exp(terms · b))
 *   change = T / (elapsed + rest) - 1,  quantiles of rest by Wilson and Hilferty
 *
 * b and the half-widths are refitted once per epoch, on epochs complete before it began, so a
 * forecast made at any past `now` is the one that would have been published then.
 */
export class DifficultyForecaster {
  private readonly timeline: Timeline;
  private readonly market: MarketColumns | null;
  private readonly rates: ChainRates;
  private readonly starts: EpochStart[] = [];
  private readonly regression: GrowthRegression = new GrowthRegression();
  private readonly memory: ErrorMemory = new ErrorMemory();
  private readonly record: DifficultyForecast[] = [];

  constructor(timeline: Timeline, market: MarketColumns | null) {
    this.timeline = timeline;
    this.market = market;
    this.rates = new ChainRates(timeline);
    const { firstHeight, time } = timeline.blocks;
    const first = (RETARGET_INTERVAL - (firstHeight % RETARGET_INTERVAL)) % RETARGET_INTERVAL;
    let start: EpochStart = {
      first,
      tracker: this.initialTracker(),
      coefficients: NO_GROWTH,
      halfWidths: this.memory.halfWidths(),
    };
    while (start.first < time.length) {
      this.starts.push(start);
      if (start.first + RETARGET_INTERVAL > time.length) break;
      start = this.completeEpoch(start);
    }
  }

  /**
   * Forecast as of `now` [s, unix] from the blocks and prices known then; null when `now` lies
   * before the first whole epoch. With all blocks of the epoch found the change is exact.
   */
  forecastAt(now: UnixSeconds): DifficultyForecast | null {
    const tip = this.tipAt(now);
    const start = this.startOf(tip);
    if (start === undefined) return null;
    const last = start.first + RETARGET_INTERVAL - 1;
    if (tip === last) return this.knownResult(start, now);
    let tracker: Tracker = { ...start.tracker, filter: start.tracker.filter.clone() };
    const origin = at(this.timeline.blocks.time, start.first);
    for (let moment = origin + MOMENT_SECONDS; moment < now; moment += MOMENT_SECONDS) {
      tracker = this.observe(tracker, moment, start.first).tracker;
    }
    return this.publish(start, this.observe(tracker, now, start.first).situation);
  }

  /** All forecasts at 6-hour steps in whole epochs from `fromHeight` on, in time order. */
  walkForward(fromHeight: number): readonly DifficultyForecast[] {
    return this.record.filter((forecast) => forecast.epochHeight >= fromHeight);
  }

  /** Row of the tip at an instant; -1 before the first block. */
  private tipAt(now: number): number {
    return this.timeline.tipRow(unixSeconds(now));
  }

  private initialTracker(): Tracker {
    return {
      filter: new ShockFilter(Math.log(at(this.timeline.difficulty, 0))),
      now: at(this.timeline.blocks.time, 0),
      tip: 0,
      peak: Number.NEGATIVE_INFINITY,
    };
  }

  private momentumAt(now: number): number {
    const { firstHeight } = this.timeline.blocks;
    const heightAt = (time: number): number => firstHeight + Math.max(0, this.tipAt(time));
    return revenueMomentum(this.market, heightAt, now);
  }

  private startOf(tip: number): EpochStart | undefined {
    const [earliest] = this.starts;
    if (earliest === undefined || tip < earliest.first) return undefined;
    return this.starts[Math.floor((tip - earliest.first) / RETARGET_INTERVAL)];
  }

  private observe(
    before: Tracker,
    now: number,
    first: number,
  ): { readonly tracker: Tracker; readonly situation: Situation } {
    const { rates } = this;
    const tip = Math.max(before.tip, this.tipAt(now));
    const days = (now - before.now) / SECONDS_PER_DAY;
    const exposure = rates.exposureAt(now, tip) - rates.exposureAt(before.now, before.tip);
    const filtered = before.filter.step(days, tip - before.tip, exposure);
    const logRate = (rates.logForgottenRate(now, tip) + filtered.mean) / 2;
    const peak = Math.max(before.peak, logRate);
    const blocks = tip - first;
    const momentum = this.momentumAt(now);
    return {
      tracker: { filter: before.filter, now, tip, peak },
      situation: {
        now,
        blocks,
        elapsed: now - at(this.timeline.blocks.time, first),
        logPace: logRate - Math.log(at(this.timeline.difficulty, first)),
        variance: filtered.variance,
        terms: growthTerms(blocks, momentum, peak - logRate),
      },
    };
  }

  private completeEpoch(start: EpochStart): EpochStart {
    const last = start.first + RETARGET_INTERVAL - 1;
    const errors: number[] = [];
    let tracker: Tracker = { ...start.tracker, filter: start.tracker.filter.clone() };
    let now = at(this.timeline.blocks.time, start.first) + MOMENT_SECONDS;
    while (this.tipAt(now) < last) {
      const seen = this.observe(tracker, now, start.first);
      const rest = restObserved(this.timeline.blocks.time, last, now);
      const median = medianRest(seen.situation, start.coefficients);
      this.record.push(this.publish(start, seen.situation));
      this.regression.add(seen.situation, rest);
      errors.push(standardisedError(restShape(seen.situation), rest / median));
      tracker = seen.tracker;
      now += MOMENT_SECONDS;
    }
    this.memory.add(errors);
    return {
      first: start.first + RETARGET_INTERVAL,
      tracker,
      coefficients: this.regression.fit(),
      halfWidths: this.memory.halfWidths(),
    };
  }

  private publish(start: EpochStart, situation: Situation): DifficultyForecast {
    const { now, elapsed, blocks } = situation;
    const median = medianRest(situation, start.coefficients);
    const shape = restShape(situation);
    const rest = (z: number): number => median * restRatio(shape, z);
    return {
      now: unixSeconds(now),
      epochHeight: this.timeline.blocks.firstHeight + start.first,
      blocks,
      changePct: spread((z) => changeFromSpan(elapsed + rest(-z)), start.halfWidths),
      retargetTime: spread((z) => now + rest(z), start.halfWidths),
    };
  }

  private knownResult(start: EpochStart, now: UnixSeconds): DifficultyForecast {
    const end = at(this.timeline.blocks.time, start.first + RETARGET_INTERVAL - 1);
    const span = end - at(this.timeline.blocks.time, start.first);
    return {
      now: unixSeconds(now),
      epochHeight: this.timeline.blocks.firstHeight + start.first,
      blocks: RETARGET_INTERVAL - 1,
      changePct: spread(() => changeFromSpan(span), this.memory.halfWidths()),
      retargetTime: spread(() => end, this.memory.halfWidths()),
    };
  }
}
