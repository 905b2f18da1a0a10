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
import { type Change, changeBetween, countIn } from "./drop.ts";
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
  readonly change: Change;
  /** Orders that took effect or became known from a week before the onset to the alarm. */
  readonly orders: readonly Order[];
}

/** Alarms a year on a network whose hashrate does not change; measured, see docs/methods/alarm.md. */
export const FALSE_ALARMS_PER_YEAR = 0.83;

const BASELINE = days(14);
const ORDERS_BEFORE = 7 * SECONDS_PER_DAY;

interface AlarmOptions {
  readonly orders?: readonly Order[];
  readonly from?: UnixSeconds | undefined;
  /** Raised by then, seeing only blocks up to then. */
  readonly to?: UnixSeconds | undefined;
}

/** Every alarm of the record raised inside (from, to], in order of time. */
export function findAlarms(timeline: Timeline, options: AlarmOptions = {}): Alarm[] {
  const { orders = [], from = unixSeconds(-Infinity), to = timeline.span.to } = options;
  const detector = new ShockDetector();
  const alarms: Alarm[] = [];
  for (let row = 0; row < timeline.tipTime.length; row += 1) {
    const time = unixSeconds(at(timeline.tipTime, row));
    const raw = detector.observe(time, at(timeline.difficulty, row));
    if (raw !== null && raw.raisedAt > from && raw.raisedAt <= to) {
      alarms.push(describe(timeline, raw, orders));
    }
    if (time > to) break;
  }
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
    change: changeBetween(before, countIn(timeline, { from: onset, to: raisedAt })),
    orders: ordersBetween(orders, earlier(onset, ORDERS_BEFORE), raisedAt),
  };
}
