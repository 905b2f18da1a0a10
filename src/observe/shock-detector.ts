import { type UnixSeconds, unixSeconds } from "../base/index.ts";
import { at } from "./timeline.ts";

/** Ratio of hashrate the detector is tuned to: a fall by a fifth. */
const TUNED_RATIO = 0.8;
/** Decision limit, in natural units of likelihood ratio; see docs/methods/alarm.md for the choice. */
const THRESHOLD = 7.25;
/**
 * Blocks before the present one that span the baseline: two weeks at the usual pace. The first only
 * marks where the time begins, so the work is that of the other 2015.
 */
export const BASELINE_BLOCKS = 2016;

/** An alarm as the detector raises it. */
export interface RawAlarm {
  readonly raisedAt: UnixSeconds;
  /** Time of the last block before the evidence began to mount: the likeliest time of the change. */
  readonly onset: UnixSeconds;
}

/**
 * One-sided CUSUM on waiting times measured in baseline units.
 *
 *   x = t · h₀ / W,   S ← max(0, S + x (1 − ρ) + ln ρ),   alarm when S reaches 7.25,  ρ = 0.8
 *
 * x is exponential with mean 1 while the hashrate stays at its baseline h₀, the work of the last
 * 2015 blocks over the time they took. Between blocks S grows with the clock, so the alarm is raised
 * at the instant it crosses the limit, not at the next block.
 * Source: E. S. Page 1954, Biometrika 41:100; optimal by G. Lorden 1971.
 */
export class ShockDetector {
  private readonly times = new Float64Array(BASELINE_BLOCKS);
  private readonly works = new Float64Array(BASELINE_BLOCKS);
  private seen = 0;
  private lastTime = NaN;
  private totalWork = 0;
  private evidence = 0;
  private onset = NaN;

  /** Takes the next block: its time, never before the last one's, and its difficulty. */
  observe(time: UnixSeconds, difficulty: number): RawAlarm | null {
    const slot = this.seen % BASELINE_BLOCKS;
    const alarm = this.silentUntil(time, difficulty);
    if (alarm !== null) this.evidence = 0;
    else this.weigh(time, difficulty);
    this.totalWork += difficulty;
    this.times[slot] = time;
    this.works[slot] = this.totalWork;
    this.lastTime = time;
    this.seen += 1;
    return alarm;
  }

  /** The alarm that the wait for a block of this difficulty has raised by an instant, if any. */
  silentUntil(now: UnixSeconds, difficulty: number): RawAlarm | null {
    const perSecond = this.evidencePerSecond(difficulty);
    if (!(perSecond > 0)) return null;
    if (this.evidence + (now - this.lastTime) * perSecond < THRESHOLD) return null;
    const onset = this.evidence === 0 ? this.lastTime : this.onset;
    const raisedAt = this.lastTime + (THRESHOLD - this.evidence) / perSecond;
    return { raisedAt: unixSeconds(raisedAt), onset: unixSeconds(onset) };
  }

  private weigh(time: UnixSeconds, difficulty: number): void {
    const perSecond = this.evidencePerSecond(difficulty);
    if (!(perSecond > 0)) return;
    if (this.evidence === 0) this.onset = this.lastTime;
    const peak = this.evidence + (time - this.lastTime) * perSecond;
    this.evidence = Math.max(0, peak + Math.log(TUNED_RATIO));
  }

  /** Growth of the evidence while no block comes; zero until the baseline is full. */
  private evidencePerSecond(difficulty: number): number {
    if (this.seen < BASELINE_BLOCKS) return 0;
    const oldest = this.seen % BASELINE_BLOCKS;
    const work = this.totalWork - at(this.works, oldest);
    const baseline = work / (this.lastTime - at(this.times, oldest));
    return ((1 - TUNED_RATIO) * baseline) / difficulty;
  }
}
