import { type Estimate, unixSeconds } from "../base/index.ts";
import type {
  DifficultyForecast,
  EpochState,
  MethodScore,
  Retarget,
  Scoreboard,
} from "../observe/index.ts";
import { isoTime } from "./units.ts";

/** An estimated instant: the median and interval ends as ISO 8601. */
type TimeEstimate = Readonly<Record<keyof Estimate, string>>;

/** Answer of `difficulty`. */
export interface DifficultyAnswer {
  readonly at: string;
  readonly height: number;
  readonly epoch: number;
  readonly bits: string;
  readonly difficulty: number;
  readonly blocks_into_epoch: number;
  readonly epoch_start: string;
  readonly forecast: { readonly change_pct: Estimate; readonly at: TimeEstimate } | null;
  readonly method: string;
}

const FORECAST_METHOD =
  "walk-forward: forgotten rate and shock filter, growth regression on earlier epochs, intervals by past errors";

export function difficultyAnswer(
  state: EpochState,
  forecast: DifficultyForecast | null,
): DifficultyAnswer {
  return {
    at: isoTime(state.at),
    height: state.height,
    epoch: state.epoch,
    bits: bitsText(state.bits),
    difficulty: state.difficulty,
    blocks_into_epoch: state.blocksIntoEpoch,
    epoch_start: isoTime(state.epochStart),
    forecast:
      forecast === null
        ? null
        : { change_pct: forecast.changePct, at: timeEstimate(forecast.retargetTime) },
    method: FORECAST_METHOD,
  };
}

function timeEstimate(estimate: Estimate): TimeEstimate {
  return {
    value: iso(estimate.value),
    lo50: iso(estimate.lo50),
    hi50: iso(estimate.hi50),
    lo80: iso(estimate.lo80),
    hi80: iso(estimate.hi80),
    lo95: iso(estimate.lo95),
    hi95: iso(estimate.hi95),
  };
}

const iso = (time: number): string => isoTime(unixSeconds(time));

const bitsText = (bits: number): string => bits.toString(16).padStart(8, "0");

/** Answer of `difficulty --history`. */
export interface RetargetsAnswer {
  readonly retargets: readonly {
    readonly height: number;
    readonly at: string | null;
    readonly bits: string;
    readonly difficulty: number;
    readonly change_pct: number | null;
  }[];
}

export function retargetsAnswer(retargets: readonly Retarget[]): RetargetsAnswer {
  return {
    retargets: retargets.map((retarget) => ({
      height: retarget.height,
      at: isoTime(retarget.at),
      bits: bitsText(retarget.bits),
      difficulty: retarget.difficulty,
      change_pct: retarget.changePct,
    })),
  };
}

/** How one method did. A method without intervals has no coverage. */
interface MethodAnswer {
  readonly mae_pp: number;
  readonly coverage_50_pct: number | null;
  readonly coverage_80_pct: number | null;
  readonly coverage_95_pct: number | null;
  readonly buckets: readonly {
    readonly from: number;
    readonly to: number;
    readonly n: number;
    readonly mae_pp: number;
  }[];
}

/** Answer of `score forecast`. */
export interface ScoreAnswer {
  readonly n: number;
  readonly epochs: number;
  readonly methods: Readonly<Record<keyof Scoreboard["methods"], MethodAnswer>>;
}

export function scoreAnswer({ n, epochs, methods }: Scoreboard): ScoreAnswer {
  return {
    n,
    epochs,
    methods: {
      hashfall: methodAnswer(methods.hashfall),
      mempool: methodAnswer(methods.mempool),
      brk: methodAnswer(methods.brk),
      no_change: methodAnswer(methods.no_change),
    },
  };
}

function methodAnswer({ maePp, coverage, buckets }: MethodScore): MethodAnswer {
  return {
    mae_pp: maePp,
    coverage_50_pct: coverage?.pct50 ?? null,
    coverage_80_pct: coverage?.pct80 ?? null,
    coverage_95_pct: coverage?.pct95 ?? null,
    buckets: buckets.map(({ from, to, n, maePp: mae }) => ({ from, to, n, mae_pp: mae })),
  };
}
