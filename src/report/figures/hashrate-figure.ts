import { SECONDS_PER_DAY, toExahashesPerSecond } from "../../base/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatDay } from "../text/calendar.ts";
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
  dots,
  path,
  timeScale,
  valueGrid,
  valueScale,
} from "./frame.ts";
import {
  type OrderPlot,
  cutRule,
  orderPeriods,
  orderRules,
  placeFlags,
  topBelow,
} from "./order-marks.ts";
import { diamond, element, label, rule } from "./svg.ts";

const HEIGHT = { wide: 500, medium: 450, narrow: 430 } as const;
/** Rows of the series, 6 hours each, from one drawn point to the next: 2 to 4 pixels. */
const STEP = { wide: 2, medium: 3, narrow: 4 } as const;

interface Plot extends OrderPlot {
  readonly y: Scale;
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
  const frame: Frame = {
    ...sides,
    height: HEIGHT[canvas.width],
    top: topBelow(flags),
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

function seriesMarks({ x, y, data, canvas }: Plot): string {
  const step = STEP[canvas.width];
  const series = data.hashrate
    .filter((_, index) => (data.hashrate.length - 1 - index) % step === 0)
    .map(({ at, hashrate }) => ({ at: x(at), hashrate }));
  const scaled = (value: number): number => y(toExahashesPerSecond(value));
  const days = data.daily.map(
    ({ at, hashrate }) => [x(at - SECONDS_PER_DAY / 2), scaled(hashrate.value)] as const,
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
    dots(days, "days"),
    path(
      series.map(({ at, hashrate }) => [at, scaled(hashrate.value)]),
      "line",
    ),
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
