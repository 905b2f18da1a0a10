import { SECONDS_PER_DAY, toExahashesPerSecond } from "../../base/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatChina, formatDay } from "../text/calendar.ts";
import { claimedValue } from "../text/claim-value.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { formatNumber, withUnit } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import {
  type Canvas,
  type Drawing,
  FIGURE_WIDTHS,
  type Frame,
  type Scale,
  band,
  monthAxis,
  path,
  timeScale,
  valueGrid,
  valueScale,
} from "./frame.ts";
import { type NumberedOrder, numberOrders, stagger } from "./order-marks.ts";
import { diamond, element, label, rule } from "./svg.ts";

const HEIGHT = { wide: 500, medium: 450, narrow: 430 } as const;
const FLAG_ROW = 17;
const FLAG_TOP = 46;

interface Plot {
  readonly frame: Frame;
  readonly x: Scale;
  readonly y: Scale;
  readonly canvas: Canvas;
  readonly data: StudyData;
  readonly flags: readonly Flag[];
}

/** The finding of the figure, as its title. */
export function hashrateTitle({ fall }: StudyData, language: Language): string {
  return say(TEXT.hashrateTitle, language, {
    fall: withUnit(formatNumber(-fall.changePct.value, 0), "%", language),
    peak: formatDay(fall.peak.at, language),
    trough: formatDay(fall.trough.at, language),
  });
}

/** Network hashrate with its bands, single days, orders, claims and alarms. */
export function hashrateFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const narrow = canvas.width === "narrow";
  const width = FIGURE_WIDTHS[canvas.width];
  const sides = { width, left: 40, right: canvas.width === "wide" ? 128 : 8 };
  const x = timeScale(sides, data.plan.from, data.plan.to);
  const flags = placeFlags(data, x);
  const rows = Math.max(0, ...flags.map(({ row }) => row)) + 1;
  const frame: Frame = {
    ...sides,
    height: HEIGHT[canvas.width],
    top: FLAG_TOP + rows * FLAG_ROW,
    bottom: 52,
  };
  const values = data.daily.map(({ hashrate }) => toExahashesPerSecond(hashrate.value));
  const low = Math.floor(Math.min(...values) / 10) * 10;
  const high = Math.ceil(Math.max(...values) / 10) * 10;
  const y = valueScale(frame, low, high);
  const plot: Plot = { frame, x, y, canvas, data, flags };
  return {
    title: hashrateTitle(data, language),
    description: hashrateSubtitle(data, language),
    width,
    height: frame.height,
    attributes: {
      "data-x0": frame.left,
      "data-x1": width - frame.right,
      "data-y0": frame.height - frame.bottom,
      "data-y1": frame.top,
      "data-low": low,
      "data-high": high,
    },
    content: [
      valueGrid(frame, y, y.ticks(narrow ? 4 : 6), (tick) => formatNumber(tick)),
      label("EH/s", { x: frame.left - 8, y: frame.top - 12, class: "tick", anchor: "end" }),
      orderPeriods(plot),
      orderRules(plot),
      seriesMarks(plot),
      cutRule(plot),
      claimMarks(plot),
      alarmMarks(plot),
      monthAxis(frame, x, language, 14),
      canvas.width === "wide" ? endLabels(plot) : "",
      element("g", { class: "cursor-layer" }),
    ],
  };
}

/** What is drawn, in which unit, over which period. */
export function hashrateSubtitle({ plan }: StudyData, language: Language): string {
  return say(TEXT.hashrateSubtitle, language, {
    from: formatDay(plan.from, language),
    to: formatDay(plan.to, language),
  });
}

interface Flag {
  readonly order: NumberedOrder;
  readonly x: number;
  /** Middle of its number, which gives way to the solid rule of the moment. */
  readonly middle: number;
  readonly row: number;
}

function placeFlags(data: StudyData, x: Scale): readonly Flag[] {
  const cut = x(data.plan.moment);
  const flags = numberOrders(data)
    .filter(({ isMoment }) => !isMoment)
    .map((order) => {
      const at = x(order.at);
      return { order, x: at, middle: Math.abs(at - cut) < 12 ? cut - 13 : at };
    });
  const rows = stagger(
    flags.map(({ middle }) => middle),
    19,
  );
  return flags.map(({ order, x: at, middle }, index) => ({
    order,
    x: at,
    middle,
    row: rows[index] ?? 0,
  }));
}

function seriesMarks({ x, y, data, frame }: Plot): string {
  const step = frame.width > 1000 ? 1 : 2;
  const series = data.hashrate
    .filter((_, index) => index % step === 0)
    .map(({ at, hashrate }) => ({ at: x(at), hashrate }));
  const scaled = (value: number): number => y(toExahashesPerSecond(value));
  const dots = data.daily.map(({ at, hashrate }) =>
    element("circle", {
      cx: x(at - SECONDS_PER_DAY / 2),
      cy: scaled(hashrate.value),
      r: 1.9,
    }),
  );
  return [
    band(
      series.map(({ at, hashrate }) => [at, scaled(hashrate.lo95), scaled(hashrate.hi95)]),
      "band95",
    ),
    band(
      series.map(({ at, hashrate }) => [at, scaled(hashrate.lo50), scaled(hashrate.hi50)]),
      "band50",
    ),
    element("g", { class: "dot" }, ...dots),
    path(
      series.map(({ at, hashrate }) => [at, scaled(hashrate.value)]),
      "line",
    ),
  ].join("");
}

function orderRules({ frame, flags }: Plot): string {
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
function orderPeriods({ x, frame, data }: Plot): string {
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

function cutRule({ x, frame, data, canvas: { language } }: Plot): string {
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

function claimMarks({ x, y, data, canvas }: Plot): string {
  return data.claims
    .flatMap(({ claim: { assertion } }) => {
      if (assertion.what !== "hashrate" && assertion.what !== "hashrate-peak") return [];
      const value = toExahashesPerSecond(assertion.value);
      const at = x(assertion.at);
      const text = say(TEXT.claimedValue, canvas.language, {
        value: claimedValue(assertion, canvas.language),
      });
      return [
        diamond(at, y(value), "claim") +
          label(text, { x: at + 10, y: y(value) + 4.5, class: "t-red halo" }),
      ];
    })
    .join("");
}

function alarmMarks({ x, frame, data, canvas }: Plot): string {
  const y = frame.height - frame.bottom;
  const marks = data.alarms.map(({ raisedAt }) => {
    const at = x(raisedAt).toFixed(1);
    return element("path", { d: `M${at},${y + 3}l4.5,8h-9z`, class: "alarm" });
  });
  const text = say(TEXT.alarmsRow, canvas.language);
  const last = Math.max(...data.alarms.map(({ raisedAt }) => x(raisedAt)));
  return (
    rule([frame.left, y], [frame.width - frame.right, y], "axis") +
    marks.join("") +
    label(text, { x: last + 10, y: y + 12, class: "soft" })
  );
}

function endLabels({ y, frame, data, canvas: { language } }: Plot): string {
  const last = data.hashrate.at(-1);
  if (last === undefined) return "";
  const at = y(toExahashesPerSecond(last.hashrate.value));
  const x = frame.width - frame.right + 10;
  return [
    label(say(TEXT.weekLine, language), { x, y: at, class: "t-river" }),
    label(say(TEXT.weekBands, language), { x, y: at + 17, class: "soft" }),
    label(say(TEXT.dayDots, language), { x, y: at + 40, class: "soft" }),
    element("circle", { cx: x + 70, cy: at + 35.5, r: 1.9, class: "dot" }),
  ].join("");
}
