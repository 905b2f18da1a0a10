import { type Estimate, toHours } from "../base/index.ts";
import { type Alarm, FALSE_ALARMS_PER_YEAR } from "../observe/index.ts";
import type { Order } from "../policy/index.ts";
import { isoTime } from "./units.ts";

/** An order as the command line and the HTTP interface give it: its times as ISO 8601. */
interface OrderAnswer extends Omit<Order, "knownAt" | "effectiveAt" | "endsAt" | "timeNote"> {
  readonly known_at: string | null;
  readonly effective_at: string | null;
  readonly ends_at: string | null;
  readonly time_note: string | null;
}

function orderAnswer(order: Order): OrderAnswer {
  const { knownAt, effectiveAt, endsAt, timeNote, ...rest } = order;
  return {
    ...rest,
    known_at: isoTime(knownAt),
    effective_at: isoTime(effectiveAt),
    ends_at: isoTime(endsAt),
    time_note: timeNote,
  };
}

/** Answer of `orders`. */
export interface OrdersAnswer {
  readonly orders: readonly OrderAnswer[];
}

export function ordersAnswer(orders: readonly Order[]): OrdersAnswer {
  return { orders: orders.map(orderAnswer) };
}

/** Answer of `alarms`. */
export interface AlarmsAnswer {
  readonly alarms: readonly {
    readonly raised_at: string;
    readonly onset: string;
    readonly change_pct: Estimate;
    readonly blocks: number;
    /** From onset to alarm. */
    readonly delay_h: number;
    readonly orders: readonly OrderAnswer[];
  }[];
  readonly false_alarms_per_year: number;
  readonly method: string;
}

const ALARM_METHOD =
  "one-sided CUSUM on waiting times against the last 2016 blocks, tuned to a fall by a fifth; size leans to the large side";

export function alarmsAnswer(alarms: readonly Alarm[]): AlarmsAnswer {
  return {
    alarms: alarms.map((alarm) => ({
      raised_at: isoTime(alarm.raisedAt),
      onset: isoTime(alarm.onset),
      change_pct: alarm.change.changePct,
      blocks: alarm.change.after.blocks,
      delay_h: toHours(alarm.delay),
      orders: alarm.orders.map(orderAnswer),
    })),
    false_alarms_per_year: FALSE_ALARMS_PER_YEAR,
    method: ALARM_METHOD,
  };
}
