import { type Estimate, SECONDS_PER_DAY, type UnixSeconds } from "../../base/index.ts";
import type { Retarget } from "../../observe/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatInstant } from "../text/calendar.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { formatChange, formatNumber, formatPercent, formatSigned } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import {
  type Canvas,
  type Drawing,
  type Edge,
  FIGURE_WIDTHS,
  type Frame,
  type Scale,
  band,
  dayAxis,
  monthAxis,
  path,
  timeScale,
  valueGrid,
  valueScale,
} from "./frame.ts";
import { element, label, rule } from "./svg.ts";

const TRILLION = 1e12;
const HEIGHT = { wide: 400, medium: 380, narrow: 360 } as const;

interface Plot {
  readonly frame: Frame;
  readonly x: Scale;
  readonly y: Scale;
  readonly language: Language;
  readonly data: StudyData;
}

/** The finding of the difficulty figure. */
export function difficultyTitle({ forecast }: StudyData, language: Language): string {
  return say(TEXT.difficultyTitle, language, {
    forecast: formatPercent(forecast.asOf.changePct.value, 1, language),
    actual: formatPercent(forecast.actualPct, 1, language),
  });
}

/** Its second line. */
export function difficultySubtitle({ forecast }: StudyData, language: Language): string {
  return say(TEXT.difficultySubtitle, language, { at: formatInstant(forecast.asOf.now, language) });
}

/** Difficulty as steps, with the forecast as it stood at the report and what came. */
export function difficultyFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const frame: Frame = {
    width: FIGURE_WIDTHS[canvas.width],
    height: HEIGHT[canvas.width],
    left: 34,
    right: canvas.width === "narrow" ? 8 : 20,
    top: 34,
    bottom: 34,
  };
  const difficulties = data.retargets.map(({ difficulty }) => difficulty / TRILLION);
  const x = timeScale(frame, data.plan.from, data.plan.to);
  const y = valueScale(
    frame,
    Math.floor(Math.min(...difficulties) - 2),
    Math.ceil(Math.max(...difficulties) + 1),
  );
  const plot: Plot = { frame, x, y, language, data };
  return {
    title: difficultyTitle(data, language),
    description: difficultySubtitle(data, language),
    width: frame.width,
    height: frame.height,
    content: [
      valueGrid(frame, y, y.ticks(5), (tick) => formatNumber(tick)),
      label("T", { x: frame.left - 8, y: frame.top - 14, class: "tick", anchor: "end" }),
      cutAt(plot),
      fan(plot),
      steps(plot),
      outcome(plot),
      rule([frame.left, frame.height - frame.bottom], baseEnd(frame), "axis"),
      monthAxis(frame, x, language),
    ],
  };
}

const baseEnd = (frame: Frame): readonly [number, number] => [
  frame.width - frame.right,
  frame.height - frame.bottom,
];

interface Epoch {
  readonly from: number;
  readonly to: number;
  readonly retarget: Retarget;
}

/** Epochs cut to the period of the study. */
function epochsOf({ retargets, plan }: StudyData): readonly Epoch[] {
  return retargets.flatMap((retarget, index) => {
    const next = retargets[index + 1]?.at ?? plan.to;
    if (retarget.at === null || next <= plan.from || retarget.at >= plan.to) return [];
    return [{ from: Math.max(retarget.at, plan.from), to: Math.min(next, plan.to), retarget }];
  });
}

function steps({ x, y, data, language, frame }: Plot): string {
  const epochs = epochsOf(data);
  const points = epochs.flatMap(({ from, to, retarget }) => {
    const level = y(retarget.difficulty / TRILLION);
    return [[x(from), level] as const, [x(to), level] as const];
  });
  const { moment } = data.plan;
  const labels = epochs.map(({ from, to, retarget }) => {
    const { at, changePct } = retarget;
    const isShown = at !== null && at > data.plan.from && at !== data.forecast.actualAt;
    const narrow = frame.width < 500;
    if (!isShown || changePct === null || (narrow && x(to) - x(from) < 14)) return "";
    const text = narrow ? formatSigned(changePct, 1) : formatPercent(changePct, 1, language);
    const place = { y: y(retarget.difficulty / TRILLION) - 8, class: "strong halo" };
    if (from < moment && moment < to) {
      return label(text, { x: x(moment) - 5, anchor: "end", ...place });
    }
    const room = Math.min((x(from) + x(to)) / 2, frame.width - frame.right - 22);
    return label(text, { x: Math.max(room, frame.left + 24), anchor: "middle", ...place });
  });
  return path(points, "fact") + labels.join("");
}

function cutAt({ x, frame, data, language }: Plot): string {
  const at = x(data.plan.moment);
  return (
    rule([at, frame.top - 26], [at, frame.height - frame.bottom], "cut") +
    label(say(TEXT.cutLabel, language), {
      x: at + 7,
      y: frame.top - 16,
      class: "t-copper strong",
    })
  );
}

function fan({ x, y, data, language, frame }: Plot): string {
  const { asOf } = data.forecast;
  const base = epochsOf(data).find(({ from, to }) => asOf.now >= from && asOf.now < to);
  if (base === undefined) return "";
  const level = (changePct: number): number =>
    y((base.retarget.difficulty * (1 + changePct / 100)) / TRILLION);
  const [start, end] = [x(asOf.now), x(asOf.retargetTime.value)];
  const wedge = (low: number, high: number): readonly Edge[] => [
    [start, level(0), level(0)],
    [end, level(low), level(high)],
  ];
  const { changePct } = asOf;
  const text = say(TEXT.median, language, { value: formatChange(changePct, language) });
  return [
    band(wedge(changePct.lo95, changePct.hi95), "fan95"),
    band(wedge(changePct.lo80, changePct.hi80), "fan80"),
    band(wedge(changePct.lo50, changePct.hi50), "fan50"),
    path(
      [
        [start, level(0)],
        [end, level(changePct.value)],
      ],
      "forecast",
    ),
    element("circle", { cx: start, cy: level(0), r: 3.5, class: "madeat" }),
    label(text, {
      x: x(data.plan.moment) - 8,
      y: level(changePct.value) + 4,
      class: "t-ochre halo",
      anchor: "end",
    }),
    frame.width < 500 ? "" : madeAt(start, level(0), language),
  ].join("");
}

function madeAt(x: number, y: number, language: Language): string {
  return label(say(TEXT.forecastMade, language), {
    x: x + 6,
    y: y - 8,
    class: "t-ochre halo",
  });
}

function outcome({ x, y, data, language, frame }: Plot): string {
  const { actualAt, actualPct } = data.forecast;
  const epoch = data.retargets.find(({ at }) => at === actualAt);
  if (epoch === undefined) return "";
  const [cx, cy] = [x(actualAt), y(epoch.difficulty / TRILLION)];
  const text = say(TEXT.came, language, { value: formatPercent(actualPct, 1, language) });
  return (
    element("circle", { cx, cy, r: 4.5, class: "factdot" }) +
    label(
      text,
      frame.width < 500
        ? { x: frame.width - 4, y: cy + 34, class: "strong halo", anchor: "end" }
        : { x: cx + 4, y: cy + 20, class: "strong halo" },
    )
  );
}

/** How the forecast moved through the epoch that held the moment. */
export function courseFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const { course, actualPct, actualAt, asOf } = data.forecast;
  const narrow = canvas.width === "narrow";
  const frame: Frame = {
    width: FIGURE_WIDTHS[canvas.width],
    height: narrow ? 300 : 320,
    left: 48,
    right: narrow ? 8 : 20,
    top: 30,
    bottom: 34,
  };
  const from = course[0]?.now ?? asOf.now;
  const x = timeScale(frame, Math.floor(from / SECONDS_PER_DAY) * SECONDS_PER_DAY, actualAt);
  const y = valueScale(frame, -40, 30);
  const edge = (low: keyof Estimate, high: keyof Estimate): Edge[] =>
    course.map(({ now, changePct }) => [x(now), y(changePct[low]), y(changePct[high])]);
  const outcomeY = y(actualPct);
  const left = frame.left + 4;
  const end = frame.width - frame.right;
  const came = say(TEXT.came, language, { value: formatPercent(actualPct, 1, language) });
  return {
    title: say(TEXT.courseTitle, language),
    description: say(TEXT.courseSubtitle, language),
    width: frame.width,
    height: frame.height,
    content: [
      valueGrid(frame, y, [-40, -20, 0, 20], (tick) => formatPercent(tick, 0, language)),
      band(edge("lo95", "hi95"), "fan95"),
      band(edge("lo50", "hi50"), "fan50"),
      path(
        course.map(({ now, changePct }) => [x(now), y(changePct.value)]),
        "forecast",
      ),
      rule([frame.left, outcomeY], [end, outcomeY], "factline"),
      label(came, { x: left, y: outcomeY - 7, class: "strong halo" }),
      verticalAt(x(data.plan.moment), frame, "cut"),
      verticalAt(x(asOf.now), frame, "moment"),
      element("circle", { cx: x(asOf.now), cy: y(asOf.changePct.value), r: 3.5, class: "madeat" }),
      courseLabels(x(data.plan.moment), frame, language, asOf.now),
      rule([frame.left, frame.height - frame.bottom], baseEnd(frame), "axis"),
      dayAxis(frame, x, language, narrow ? 5 : 3),
    ],
  };
}

function verticalAt(x: number, frame: Frame, style: string): string {
  return rule([x, frame.top - 8], [x, frame.height - frame.bottom], style);
}

function courseLabels(x: number, frame: Frame, language: Language, made: UnixSeconds): string {
  const text = say(TEXT.forecastMade, language);
  const top = frame.top - 12;
  return (
    label(say(TEXT.cutLabel, language), {
      x: x - 5,
      y: top,
      class: "t-copper strong",
      anchor: "end",
    }) +
    label(frame.width < 500 ? text : `${text}, ${formatInstant(made, language)}`, {
      x: x + 12,
      y: top,
      class: "t-ochre",
    })
  );
}
