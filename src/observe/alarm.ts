import {
  SECONDS_PER_DAY,
  type Seconds,
  type UnixSeconds,
  days,
  earlier,
  seconds,
  unixSeconds,
} from "../base/index.ts";
import { type Order, ordersBetween } from "../policy/index.ts";
import { type Comparison, compareWindows, countIn } from "./drop.ts";
import { type RawAlarm, ShockDetector } from "./shock-detector.ts";
import { type Timeline, at } from "./timeline.ts";

/** A fall of network hashrate that the detector caught, with what stood around it. */
export interface Alarm {
  readonly raisedAt: UnixSeconds;
  readonly onset: UnixSeconds;
  /** From onset to alarm. */
  readonly delay: Seconds;
  /**
   * Hashrate from onset to alarm against the two weeks before the onset. The alarm chose its moment,
   * so this leans to the large side; the interval does not know that.
   */
  readonly change: Comparison;
  /** Orders that took effect, or were announced, from a week before the onset to the alarm. */
  readonly orders: readonly Order[];
}

/** Alarms a year on a network whose hashrate does not change; measured, see docs/methods/alarm.md. */
export const FALSE_ALARMS_PER_YEAR = 0.83;

const BASELINE = days(14);
const ORDERS_BEFORE = 7 * SECONDS_PER_DAY;

interface AlarmOptions {
  readonly orders?: readonly Order[];
  readonly from?: UnixSeconds | undefined;
  /** Raised by then, seeing only blocks up to then; the end of the record when absent. */
  readonly to?: UnixSeconds | undefined;
}

/**
 * Every alarm raised inside (from, to], in order of time, as it could be known at `to`: an alarm that
 * a long silence raises does not wait for the block that ends it.
 */
export function findAlarms(timeline: Timeline, options: AlarmOptions = {}): Alarm[] {
  const { orders = [], from = unixSeconds(-Infinity), to = timeline.span.to } = options;
  const until = unixSeconds(Math.min(to, timeline.span.to));
  const detector = new ShockDetector();
  const alarms: Alarm[] = [];
  const take = (raw: RawAlarm | null): void => {
    if (raw !== null && raw.raisedAt > from) alarms.push(describe(timeline, raw, orders));
  };
  const tip = timeline.tipRow(until);
  for (let row = 0; row <= tip; row += 1) {
    take(detector.observe(unixSeconds(at(timeline.tipTime, row)), at(timeline.difficulty, row)));
  }
  take(detector.silentUntil(until, at(timeline.difficulty, tip)));
  return alarms;
}

function describe(
  timeline: Timeline,
  { raisedAt, onset }: RawAlarm,
  orders: readonly Order[],
): Alarm {
  const before = countIn(timeline, { from: earlier(onset, BASELINE), to: onset });
  return {
    raisedAt,
    onset,
    delay: seconds(raisedAt - onset),
    change: compareWindows(before, countIn(timeline, { from: onset, to: raisedAt })),
    orders: ordersBetween(orders, earlier(onset, ORDERS_BEFORE), raisedAt),
  };
}
