import { type Estimate, type Seconds, startOfDay } from "../base/index.ts";
import {
  EPOCH_METHOD,
  type EpochHashrate,
  HASHRATE_METHOD,
  type HashpriceOfDay,
  type HashrateEstimate,
  type ScoredForecast,
  type Scoreboard,
} from "../observe/index.ts";
import { type ScoreAnswer, scoreAnswer } from "./difficulty.ts";
import { inExahashes } from "./units.ts";

/** An estimate over time, column by column, in the unit that the name of its field says. */
export interface EstimateColumns {
  readonly value: readonly number[];
  readonly lo50: readonly number[];
  readonly hi50: readonly number[];
  readonly lo95: readonly number[];
  readonly hi95: readonly number[];
}

/** Answer of `hashrate/series`: one entry of each column for each window, named by its end. */
export interface HashrateSeriesAnswer {
  readonly window_s: number;
  readonly step_s: number;
  /** Ends of the windows, Unix seconds. */
  readonly at_s: readonly number[];
  readonly blocks: readonly number[];
  readonly hashrate_EH_s: EstimateColumns;
  readonly method: string;
}

export function hashrateSeriesAnswer(
  series: readonly HashrateEstimate[],
  { window, step }: { readonly window: Seconds; readonly step: Seconds },
): HashrateSeriesAnswer {
  return {
    window_s: window,
    step_s: step,
    at_s: series.map(({ at }) => at),
    blocks: series.map(({ blocks }) => blocks),
    hashrate_EH_s: estimateColumns(series.map(({ hashrate }) => inExahashes(hashrate))),
    method: HASHRATE_METHOD,
  };
}

/** Estimates as columns, to six figures: more than their intervals can tell. */
export function estimateColumns(estimates: readonly Estimate[]): EstimateColumns {
  const column = (key: keyof EstimateColumns): number[] =>
    estimates.map((estimate) => Number(estimate[key].toPrecision(6)));
  return {
    value: column("value"),
    lo50: column("lo50"),
    hi50: column("hi50"),
    lo95: column("lo95"),
    hi95: column("hi95"),
  };
}

/** Estimates over time some of which do not exist. */
type GappedColumns = Readonly<Record<keyof EstimateColumns, readonly (number | null)[]>>;

/** Answer of `epochs/series`: one entry of each column for each epoch since genesis. */
export interface EpochSeriesAnswer {
  readonly height: readonly number[];
  /** Header time of the first block, Unix seconds; null where only the bits are known. */
  readonly at_s: readonly (number | null)[];
  readonly difficulty: readonly number[];
  readonly change_pct: readonly (number | null)[];
  /** Of the whole epoch; null for the one that is not over. */
  readonly hashrate_EH_s: GappedColumns;
  readonly method: string;
}

export function epochSeriesAnswer(epochs: readonly EpochHashrate[]): EpochSeriesAnswer {
  const rates = epochs.map(({ hashrate }) => (hashrate === null ? null : inExahashes(hashrate)));
  const column = (key: keyof EstimateColumns): (number | null)[] =>
    rates.map((rate) => (rate === null ? null : sixFigures(rate[key])));
  return {
    height: epochs.map(({ retarget }) => retarget.height),
    at_s: epochs.map(({ retarget }) => retarget.at),
    difficulty: epochs.map(({ retarget }) => retarget.difficulty),
    change_pct: epochs.map(({ retarget: { changePct } }) =>
      changePct === null ? null : sixFigures(changePct),
    ),
    hashrate_EH_s: {
      value: column("value"),
      lo50: column("lo50"),
      hi50: column("hi50"),
      lo95: column("lo95"),
      hi95: column("hi95"),
    },
    method: EPOCH_METHOD,
  };
}

/** Answer of `hashprice/series`: one entry of each column for each day with a price. */
export interface HashpriceSeriesAnswer {
  /** Midnights that begin the days, Unix seconds. */
  readonly at_s: readonly number[];
  readonly hashprice_USD_TH_day: EstimateColumns;
  readonly price_USD: readonly number[];
  /** Fees as a share of what blocks paid. */
  readonly fee_share_pct: readonly number[];
  readonly method: string;
}

const HASHPRICE_METHOD =
  "expected revenue of one TH/s at the difficulty in force: subsidy and the day's fees at the day's price; interval of the mean fee by a Poisson count of blocks";

export function hashpriceSeriesAnswer(days: readonly HashpriceOfDay[]): HashpriceSeriesAnswer {
  return {
    at_s: days.map(({ day }) => startOfDay(day)),
    hashprice_USD_TH_day: estimateColumns(days.map(({ hashprice }) => hashprice)),
    price_USD: days.map(({ price }) => price),
    fee_share_pct: days.map(({ fees, subsidy }) => sixFigures((100 * fees) / (fees + subsidy))),
    method: HASHPRICE_METHOD,
  };
}

/** Answer of `score/series`: the forecast at the middle of each epoch, and what came. */
export interface ScoreSeriesAnswer extends ScoreAnswer {
  readonly middle: {
    /** First block of the epoch. */
    readonly height: readonly number[];
    /** When the forecast was made, Unix seconds. */
    readonly at_s: readonly number[];
    readonly forecast_pct: EstimateColumns;
    readonly actual_pct: readonly number[];
  };
  readonly method: string;
}

const SCORE_METHOD =
  "every 6 h of every whole epoch since 2021, each forecast from what was known then; absolute error in percentage points";

export function scoreSeriesAnswer(
  board: Scoreboard,
  middle: readonly ScoredForecast[],
): ScoreSeriesAnswer {
  return {
    ...scoreAnswer(board),
    middle: {
      height: middle.map(({ forecast }) => forecast.epochHeight),
      at_s: middle.map(({ forecast }) => forecast.now),
      forecast_pct: estimateColumns(middle.map(({ forecast }) => forecast.changePct)),
      actual_pct: middle.map(({ actualPct }) => sixFigures(actualPct)),
    },
    method: SCORE_METHOD,
  };
}

const sixFigures = (value: number): number => Number(value.toPrecision(6));
