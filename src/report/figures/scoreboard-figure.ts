import { scaleLinear } from "d3-scale";
import type { MethodScore } from "../../observe/index.ts";
import type { StudyData } from "../study-data.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { formatNumber } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import {
  type Canvas,
  type Drawing,
  FIGURE_WIDTHS,
  type Frame,
  type Scale,
  path,
  valueGrid,
  valueScale,
} from "./frame.ts";
import { element, label, rule } from "./svg.ts";

/** The finding: mean errors of the methods. */
export function scoreTitle({ forecast: { scoreboard } }: StudyData, language: Language): string {
  const { hashfall, mempool, brk } = scoreboard.methods;
  return say(TEXT.scoreTitle, language, {
    n: formatNumber(scoreboard.n),
    own: formatNumber(hashfall.maePp, 2),
    mempool: formatNumber(mempool.maePp, 2),
    brk: formatNumber(brk.maePp, 2),
  });
}

/** Its second line. */
export function scoreSubtitle({ forecast: { scoreboard } }: StudyData, language: Language): string {
  return say(TEXT.scoreSubtitle, language, { epochs: scoreboard.epochs });
}

/** Mean error of each forecasting method against how far the epoch had gone. */
export function scoreFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const narrow = canvas.width === "narrow";
  const { methods } = data.forecast.scoreboard;
  const frame: Frame = {
    width: FIGURE_WIDTHS[canvas.width],
    height: narrow ? 310 : 340,
    left: 30,
    right: narrow ? 78 : 130,
    top: 22,
    bottom: 52,
  };
  const buckets = methods.hashfall.buckets;
  const x = scaleLinear([0, 2015], [frame.left + 6, frame.width - frame.right]);
  const y = valueScale(frame, 0, 13);
  const bottom = frame.height - frame.bottom;
  const middles = buckets.map(({ from, to }) => x((from + to) / 2));
  return {
    title: scoreTitle(data, language),
    description: scoreSubtitle(data, language),
    width: frame.width,
    height: frame.height,
    content: [
      valueGrid(frame, y, [0, 2, 4, 6, 8, 10, 12], (tick) => formatNumber(tick)),
      rule([frame.left, bottom], [frame.width - frame.right, bottom], "axis"),
      ...[0, 504, 1008, 1512, 2015].map((tick) => tickAt(x(tick), bottom, tick)),
      label(say(TEXT.blocksIn, language), { x: frame.left, y: bottom + 38, class: "soft" }),
      curve(methods.brk, middles, y, "peer"),
      curve(methods.mempool, middles, y, "peer"),
      curve(methods.no_change, middles, y, "peer"),
      curve(methods.hashfall, middles, y, "forecast"),
      ...nameLabels(data, middles, y, language),
    ],
  };
}

function tickAt(x: number, bottom: number, tick: number): string {
  return (
    rule([x, bottom], [x, bottom + 5], "axis") +
    label(formatNumber(tick), { x, y: bottom + 19, class: "tick", anchor: "middle" })
  );
}

function curve(method: MethodScore, xs: readonly number[], y: Scale, style: string): string {
  const points = method.buckets.map(({ maePp }, index) => [xs[index] ?? 0, y(maePp)] as const);
  const dotStyle = style === "peer" ? "peerdot" : "madeat";
  const dots = points.map(([cx, cy]) => element("circle", { cx, cy, r: 2.6, class: dotStyle }));
  return path(points, style) + dots.join("");
}

function nameLabels(
  { forecast: { scoreboard } }: StudyData,
  xs: readonly number[],
  y: Scale,
  language: Language,
): string[] {
  const { methods } = scoreboard;
  const at = (method: MethodScore, index: number): number => y(method.buckets[index]?.maePp ?? 0);
  const last = xs.at(-1) ?? 0;
  return [
    label("BRK", { x: (xs[1] ?? 0) + 8, y: at(methods.brk, 1) - 4, class: "soft" }),
    label("mempool", { x: (xs[3] ?? 0) + 6, y: at(methods.mempool, 3) - 11, class: "soft" }),
    label(say(TEXT.noChange, language), {
      x: last + 8,
      y: at(methods.no_change, 9) + 4,
      class: "soft",
    }),
    label("Hashfall", { x: xs[4] ?? 0, y: at(methods.hashfall, 4) + 24, class: "t-ochre" }),
  ];
}
