import type { UnixSeconds } from "../../base/index.ts";
import { type Order, orderTime } from "../../policy/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatChina } from "../text/calendar.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { say } from "../text/language.ts";
import type { Canvas, Frame, Scale } from "./frame.ts";
import { element, label, rule } from "./svg.ts";

const FLAG_ROW = 17;
const FLAG_TOP = 46;
/** Pixels from the middle of one number to the next in its row. */
const FLAG_GAP = 19;

/** An order with the number it bears in figures and lists. */
export interface NumberedOrder {
  readonly number: number;
  readonly at: UnixSeconds;
  readonly order: Order;
  /** Whether it is the event the study is about: drawn solid and named. */
  readonly isMoment: boolean;
}

/** The number of an order above the plot. */
export interface Flag {
  readonly order: NumberedOrder;
  readonly x: number;
  /** Middle of its number, which gives way to the solid rule of the moment. */
  readonly middle: number;
  readonly row: number;
}

/** A plot over time on which orders are marked. */
export interface OrderPlot {
  readonly frame: Frame;
  readonly x: Scale;
  readonly canvas: Canvas;
  readonly data: StudyData;
  readonly flags: readonly Flag[];
}

/** Orders of a study that have a time, numbered in its order. */
export function numberOrders({ orders, plan }: StudyData): readonly NumberedOrder[] {
  return orders.flatMap((order, index) => {
    const at = orderTime(order);
    if (at === null) return [];
    return [{ number: index + 1, at, order, isMoment: at === plan.moment }];
  });
}

/** Rows for labels at `positions`, sorted, so that two in one row stay `gap` apart. */
function stagger(positions: readonly number[], gap: number): readonly number[] {
  const ends: number[] = [];
  return positions.map((position) => {
    const free = ends.findIndex((end) => position - end >= gap);
    const row = free === -1 ? ends.length : free;
    ends[row] = position;
    return row;
  });
}

/** The flags of all orders but the moment. */
export function placeFlags(data: StudyData, x: Scale): readonly Flag[] {
  const cut = x(data.plan.moment);
  const flags = numberOrders(data)
    .filter(({ isMoment }) => !isMoment)
    .map((order) => {
      const at = x(order.at);
      return { order, x: at, middle: Math.abs(at - cut) < 12 ? cut - 13 : at };
    });
  const rows = stagger(
    flags.map(({ middle }) => middle),
    FLAG_GAP,
  );
  return flags.map(({ order, x: at, middle }, index) => ({
    order,
    x: at,
    middle,
    row: rows[index] ?? 0,
  }));
}

/** Where a plot begins below its flags. */
export function topBelow(flags: readonly Flag[]): number {
  const rows = Math.max(0, ...flags.map(({ row }) => row)) + 1;
  return FLAG_TOP + rows * FLAG_ROW;
}

/** A dotted rule with its number for each order but the moment. */
export function orderRules({ frame, flags }: OrderPlot): string {
  const bottom = frame.height - frame.bottom;
  const rules = flags.map(({ x, middle, row }) => {
    const top = FLAG_TOP + row * FLAG_ROW + (middle === x ? 5 : -9);
    return rule([x, top], [x, bottom], "order");
  });
  const numbers = flags.map(({ order, middle, row }) =>
    label(String(order.number), {
      x: middle,
      y: FLAG_TOP + row * FLAG_ROW,
      class: "num halo",
      anchor: "middle",
    }),
  );
  return rules.join("") + numbers.join("");
}

/** Orders with an end, as tints from start to end. */
export function orderPeriods({ x, frame, data }: OrderPlot): string {
  return numberOrders(data)
    .map(({ at, order }) => {
      if (order.endsAt === null) return "";
      const start = Math.max(x(at), frame.left);
      const end = Math.min(x(order.endsAt), frame.width - frame.right);
      const height = frame.height - frame.bottom - frame.top;
      return element("rect", {
        x: start,
        y: frame.top,
        width: end - start,
        height,
        class: "period",
      });
    })
    .join("");
}

/** The moment as a solid rule, named, with its hour in China. */
export function cutRule({ x, frame, data, canvas: { language } }: OrderPlot): string {
  const at = x(data.plan.moment);
  const time = say(TEXT.cutTime, language, {
    china: formatChina(data.plan.moment, language, true),
  });
  const side = at > frame.width * 0.55 && frame.width < 500 ? "end" : "start";
  const shift = side === "end" ? -7 : 7;
  const number = numberOrders(data).find(({ isMoment }) => isMoment)?.number;
  const name = say(TEXT.cutLabel, language);
  return [
    rule([at, 4], [at, frame.height - frame.bottom], "cut"),
    label(number === undefined ? name : `${number}\u2002${name}`, {
      x: at + shift,
      y: 14,
      class: "t-copper strong",
      anchor: side,
    }),
    label(time, { x: at + shift, y: 30, class: "t-copper", anchor: side }),
  ].join("");
}
