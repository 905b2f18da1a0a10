import {
  type Estimate,
  SECONDS_PER_DAY,
  mapEstimate,
  startOfDay,
  toGigawatts,
} from "../../base/index.ts";
import type { PowerBoundsOfDay } from "../energy-story.ts";
import type { StudyData } from "../study-data.ts";
import { formatDay } from "../text/calendar.ts";
import { ENERGY_MESSAGES as TEXT } from "../text/energy-messages.ts";
import { lostPower } from "../text/energy-text.ts";
import { formatNumber } from "../text/format.ts";
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
import {
  type OrderPlot,
  cutRule,
  orderPeriods,
  orderRules,
  placeFlags,
  topBelow,
} from "./order-marks.ts";
import { label, rule } from "./svg.ts";

const HEIGHT = { wide: 480, medium: 450, narrow: 430 } as const;
/** Days from one drawn mean to the next; a mean of seven days hardly moves in two. */
const STEP = { wide: 2, medium: 3, narrow: 4 } as const;

interface Plot extends OrderPlot {
  /** Of the binary logarithm of GW. */
  readonly y: Scale;
  readonly points: readonly Point[];
}

/** A drawn day: where it stands, and its means as binary logarithms of GW. */
interface Point {
  readonly at: number;
  readonly own: Estimate;
  readonly cambridge: PowerBoundsOfDay | null;
}

/** The finding: what the fortnights on both sides of the cut differ by. */
export function powerTitle(data: StudyData, language: Language): string {
  return say(TEXT.powerTitle, language, { fall: lostPower(data) });
}

/** What is drawn, in which unit, over which period. */
export function powerSubtitle({ plan }: StudyData, language: Language): string {
  return say(TEXT.powerSubtitle, language, {
    from: formatDay(plan.from, language),
    to: formatDay(plan.to, language),
  });
}

/** Network power with its bands beside Cambridge's model, on a scale of ratios, with the orders. */
export function powerFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const width = FIGURE_WIDTHS[canvas.width];
  const sides = { width, left: 40, right: canvas.width === "wide" ? 164 : 8 };
  const x = timeScale(sides, data.plan.from, data.plan.to);
  const flags = placeFlags(data, x);
  const frame: Frame = {
    ...sides,
    height: HEIGHT[canvas.width],
    top: topBelow(flags),
    bottom: 34,
  };
  const points = drawnPoints(data, x, STEP[canvas.width]);
  const [low, high] = octaves(points);
  const y = valueScale(frame, low, high);
  const plot: Plot = { frame, x, y, canvas, data, flags, points };
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const bottom = frame.height - frame.bottom;
  return {
    title: powerTitle(data, language),
    description: powerSubtitle(data, language),
    width,
    height: frame.height,
    content: [
      valueGrid(frame, y, ticks, (tick) => formatNumber(2 ** tick)),
      label("GW", { x: frame.left - 8, y: frame.top - 12, class: "tick", anchor: "end" }),
      orderPeriods(plot),
      orderRules(plot),
      ownBands(plot),
      ...BOUNDS.map((bound) => otherLine(plot, bound)),
      cutRule(plot),
      rule([frame.left, bottom], [width - frame.right, bottom], "axis"),
      monthAxis(frame, x, language),
      canvas.width === "wide" ? endLabels(plot) : innerLabels(plot),
    ],
  };
}

const BOUNDS = ["lower", "best", "upper"] as const;
const NAMES = {
  lower: TEXT.cambridgeLower,
  best: TEXT.cambridgeBest,
  upper: TEXT.cambridgeUpper,
} as const;

const octave = (power: number): number => Math.log2(toGigawatts(power));

/** Each day stands where it ends, as the week up to it does. */
function drawnPoints({ energy }: StudyData, x: Scale, step: number): Point[] {
  const last = energy.power.length - 1;
  return energy.power
    .filter((_, index) => (last - index) % step === 0)
    .map(({ day, own, cambridge }) => ({
      at: x(startOfDay(day) + SECONDS_PER_DAY),
      own: mapEstimate(own, octave),
      cambridge:
        cambridge === null
          ? null
          : {
              lower: octave(cambridge.lower),
              best: octave(cambridge.best),
              upper: octave(cambridge.upper),
            },
    }));
}

/** Whole octaves that hold everything drawn. */
function octaves(points: readonly Point[]): readonly [number, number] {
  const lows = points.map(({ own, cambridge }) => Math.min(own.lo95, cambridge?.lower ?? Infinity));
  const highs = points.map(({ own, cambridge }) =>
    Math.max(own.hi95, cambridge?.upper ?? -Infinity),
  );
  return [Math.floor(Math.min(...lows)), Math.ceil(Math.max(...highs))];
}

function ownBands({ points, y }: Plot): string {
  return [
    band(
      points.map(({ at, own }) => [at, y(own.lo95), y(own.hi95)]),
      "band95",
    ),
    band(
      points.map(({ at, own }) => [at, y(own.lo80), y(own.hi80)]),
      "band80",
    ),
    band(
      points.map(({ at, own }) => [at, y(own.lo50), y(own.hi50)]),
      "band50",
    ),
    path(
      points.map(({ at, own }) => [at, y(own.value)]),
      "line",
    ),
  ].join("");
}

function otherLine({ points, y }: Plot, bound: keyof PowerBoundsOfDay): string {
  const known = points.flatMap(({ at, cambridge }) =>
    cambridge === null ? [] : [[at, y(cambridge[bound])] as const],
  );
  return path(known, bound === "best" ? "other best" : "other");
}

/** Names at the right of the lines. */
function endLabels({ frame, y, points, canvas: { language } }: Plot): string {
  const last = points.at(-1);
  if (last === undefined) return "";
  const x = frame.width - frame.right + 10;
  const own = y(last.own.value);
  const others = BOUNDS.map((bound) =>
    last.cambridge === null
      ? ""
      : label(say(NAMES[bound], language), { x, y: y(last.cambridge[bound]) + 2, class: "soft" }),
  );
  return [
    label(say(TEXT.ownLine, language), { x, y: own + 2, class: "t-river" }),
    label(say(TEXT.ownBands, language), { x, y: own + 19, class: "soft" }),
    ...others,
  ].join("");
}

/** Pixels that a name takes along its line, at most. */
const NAME_WIDTH = 190;

/** Names along the beginning of the lines: above them, but below for ours and the lower bound. */
function innerLabels({ frame, y, points, canvas: { language } }: Plot): string {
  const under = points.filter(({ at }) => at < frame.left + NAME_WIDTH);
  const x = frame.left + 6;
  const others = BOUNDS.map((bound) => {
    const heights = under.flatMap(({ cambridge }) =>
      cambridge === null ? [] : [y(cambridge[bound])],
    );
    if (heights.length === 0) return "";
    const place = bound === "lower" ? Math.max(...heights) + 17 : Math.min(...heights) - 7;
    return label(say(NAMES[bound], language), { x, y: place, class: "soft halo" });
  });
  const bottom = Math.max(...under.map(({ own }) => y(own.lo95)));
  const own = label(say(TEXT.ownLine, language), { x, y: bottom + 15, class: "t-river halo" });
  return [...others, own].join("");
}
