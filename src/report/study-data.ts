import type { Estimate, Seconds, UnixSeconds } from "../base/index.ts";
import type {
  Alarm,
  AuditedClaim,
  Change,
  Concentration,
  DifficultyForecast,
  HashpriceOfDay,
  HashrateEstimate,
  PoolTable,
  Retarget,
  Scoreboard,
} from "../observe/index.ts";
import type { Bilingual, Order } from "../policy/index.ts";
import type { RecordFile } from "../record/index.ts";
import type { EnergyPlan, EnergyStory } from "./energy-story.ts";

/** What a study is about: a moment, the stretch of time around it, and the claims made about it. */
export interface StudyPlan {
  readonly name: string;
  readonly title: Bilingual;
  readonly lede: Bilingual;
  /** When the thing happened. */
  readonly moment: UnixSeconds;
  /** When the press reported: the pools' 24 h figures end here. */
  readonly reported: UnixSeconds;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  /** Orders shown are those at, below or above this place. */
  readonly place: string;
  /** File of claims, beside the others in `claims/`. */
  readonly claims: string;
  readonly energy: EnergyPlan;
}

/** A change over windows of one length, before and after the moment. */
export interface WindowedChange {
  readonly window: Seconds;
  readonly change: Change;
}

export interface WindowedPools {
  readonly window: Seconds;
  readonly table: PoolTable;
}

/** The forecast as it stood at the moment, how it moved, and what came. */
export interface ForecastStory {
  readonly asOf: DifficultyForecast;
  /** Every 6 h through the epoch that held the moment. */
  readonly course: readonly DifficultyForecast[];
  readonly actualPct: number;
  readonly actualAt: UnixSeconds;
  readonly scoreboard: Scoreboard;
}

/** The highest week before the moment and the lowest after it. */
export interface Fall {
  /** 7-day estimates, H/s. */
  readonly peak: HashrateEstimate;
  readonly trough: HashrateEstimate;
  /** From peak to trough, per cent. */
  readonly changePct: Estimate;
}

/** Everything a study page shows; all numbers already made, none of them rounded. */
export interface StudyData {
  readonly plan: StudyPlan;
  readonly version: string;
  readonly record: {
    readonly fingerprint: string;
    readonly firstHeight: number;
    readonly lastHeight: number;
    readonly from: UnixSeconds;
    readonly to: UnixSeconds;
    readonly retargetsChecked: number;
    readonly mismatches: number;
    readonly files: readonly RecordFile[];
  };
  /** 24 h, 3 d, 7 d and 14 d ending when the press reported. */
  readonly headline: readonly HashrateEstimate[];
  /** 7-day hashrate every 6 hours. */
  readonly hashrate: readonly HashrateEstimate[];
  /** 24-hour hashrate of each UTC day. */
  readonly daily: readonly HashrateEstimate[];
  readonly orders: readonly Order[];
  /** 24 h, 3 d, 7 d, 14 d around the moment. */
  readonly network: readonly WindowedChange[];
  /** The press's own windows: the 24 h to its report against the 24 h before. */
  readonly poolsReported: PoolTable;
  /** 24 h, 7 d, 14 d around the moment. */
  readonly pools: readonly WindowedPools[];
  /** The fortnight before the moment and the one after. */
  readonly concentration: { readonly before: Concentration; readonly after: Concentration };
  readonly retargets: readonly Retarget[];
  readonly forecast: ForecastStory;
  readonly alarms: readonly Alarm[];
  readonly falseAlarmsPerYear: number;
  readonly claims: readonly AuditedClaim[];
  readonly hashprice: readonly HashpriceOfDay[];
  readonly fall: Fall;
  readonly energy: EnergyStory;
  /** Names of pools by slug. */
  readonly poolNames: ReadonlyMap<string, string>;
}
