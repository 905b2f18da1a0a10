import { type Language, formatNumber, textWidth } from "../../report/index.ts";
import { bandShapes, labelShapes, layerShapes } from "./layer-shapes.ts";
import type { ChartContent, Stretch } from "./layers.ts";
import { claimShapes, flagShapes, markRules } from "./mark-shapes.ts";
import type { Style } from "./palette.ts";
import { firstFrom, lengthOf, usualStep } from "./stretch.ts";
import type { Edge, Placed, Point } from "./thinned.ts";
import { linearTicks, logTicks, timeTicks } from "./ticks.ts";
import { valueRange } from "./value-range.ts";

/** One thing to paint. */
export type Shape =
  | { readonly kind: "area"; readonly edges: readonly Edge[]; readonly style: Style }
  | { readonly kind: "line"; readonly points: readonly Point[]; readonly style: Style }
  | { readonly kind: "polygon"; readonly points: readonly Point[]; readonly style: Style }
  | { readonly kind: "dots"; readonly points: readonly Point[]; readonly style: Style }
  | {
      readonly kind: "text";
      readonly at: Point;
      readonly text: string;
      readonly anchor: "start" | "middle" | "end";
      readonly style: Style;
    };

/** Size of a chart and what of it is in view. */
export interface Sight {
  readonly view: Stretch;
  readonly width: number;
  readonly height: number;
  readonly language: Language;
}

/** Space of the plot inside the chart, px. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Everything of a chart in a view, ready for canvas or SVG: the same picture in both. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly behind: readonly Shape[];
  /** Cut at the edges of the plot. */
  readonly inside: readonly Shape[];
  readonly front: readonly Shape[];
  readonly x: (at_s: number) => number;
  readonly y: (value: number) => number;
}

/** Chart width from which a line is named at its end, px. */
const WIDE = 700;
const LABEL_SIZE = 13;

/** Lays out a chart. Pure: a chart, a view and a size give a picture. */
export function sceneOf(content: ChartContent, sight: Sight): Scene {
  const { width, height, view } = sight;
  const plot = plotOf(content, sight);
  const span = lengthOf(view);
  const x = (at_s: number): number =>
    plot.left + ((at_s - view.from_s) / span) * (plot.right - plot.left);
  const shown = shownIndexes(content.time_s, view);
  const range = valueRange(content, shown, view);
  const y = heightOf(range, plot, content.scale ?? "linear");
  const gap_s = content.gap_s ?? 3 * usualStep(content.time_s);
  const placed: Placed = { time_s: content.time_s, ...shown, gap_s, x, y };
  return {
    width,
    height,
    plot,
    x,
    y,
    behind: [...valueAxis(content, range, plot, y), ...timeAxis(sight, plot, x)],
    inside: [
      ...bandShapes(content.layers, placed),
      ...markRules(content.marks ?? [], plot, x),
      ...layerShapes(content.layers, placed, plot),
      ...claimShapes(content.claims ?? [], x, y),
    ],
    front: [
      ...flagShapes(content.marks ?? [], plot, x),
      ...labelShapes(content.layers, placed, { plot, isWide: isWide(sight) }),
    ],
  };
}

/** Writes a value as the axis and the read-out do, without its unit. */
export function writeValue({ digits, write }: ChartContent, value: number): string {
  return write?.(value) ?? formatNumber(value, digits);
}

const isWide = ({ width }: Sight): boolean => width >= WIDE;

/** The frame stays as it is while one pans and zooms: its left edge fits the widest value of all. */
function plotOf(content: ChartContent, sight: Sight): Plot {
  const names = content.layers.map(({ label }) => textWidth(label, LABEL_SIZE + 1));
  const hasFlags = (content.marks ?? []).length > 0;
  const top = (hasFlags ? 42 : 26) + (isWide(sight) ? 0 : 20);
  return {
    left: Math.ceil(Math.max(...axisExtremes(content)) + 14),
    right: sight.width - (isWide(sight) ? Math.ceil(Math.max(20, ...names) + 16) : 8),
    top,
    bottom: sight.height - 28,
  };
}

const widths = new WeakMap<ChartContent["layers"], readonly number[]>();

/** Widths of the lowest and highest value of all, as the axis writes them, px. */
function axisExtremes(content: ChartContent): readonly number[] {
  const known = widths.get(content.layers);
  if (known !== undefined) return known;
  const whole = { first: 0, last: content.time_s.length - 1 };
  const view = { from_s: content.time_s[0] ?? 0, to_s: content.time_s.at(-1) ?? 1 };
  const [low, high] = valueRange(content, whole, view);
  const found = [low, high].map((value) => textWidth(axisWord(content, value, high - low), 13));
  widths.set(content.layers, found);
  return found;
}

/** A tick needs no more decimals than its step. */
function axisWord(content: ChartContent, value: number, step: number): string {
  if (content.write !== undefined) return content.write(value);
  const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
  return formatNumber(value, digits);
}

function shownIndexes(
  time_s: readonly number[],
  { from_s, to_s }: Stretch,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, firstFrom(time_s, from_s) - 1);
  const last = Math.min(time_s.length - 1, firstFrom(time_s, to_s) + 1);
  return { first, last };
}

function heightOf(
  [low, high]: readonly [number, number],
  { top, bottom }: Plot,
  scale: "linear" | "log",
): (value: number) => number {
  if (scale === "linear")
    return (value) => bottom - ((value - low) / (high - low)) * (bottom - top);
  const length = Math.log(high / low);
  return (value) => bottom - (Math.log(Math.max(value, low / 10) / low) / length) * (bottom - top);
}

function valueAxis(
  content: ChartContent,
  [low, high]: readonly [number, number],
  plot: Plot,
  y: (value: number) => number,
): Shape[] {
  const about = Math.max(2, Math.round((plot.bottom - plot.top) / 62));
  const ticks =
    content.scale === "log" ? logTicks(low, high, about) : linearTicks(low, high, about);
  const step = Math.abs((ticks[1] ?? high) - (ticks[0] ?? low));
  return [
    {
      kind: "text",
      at: [0, 13],
      text: content.unit,
      anchor: "start",
      style: "unit",
    },
    ...ticks.flatMap((tick): Shape[] => {
      const at = Math.round(y(tick)) + 0.5;
      const style = tick === 0 ? "axis" : "grid";
      return [
        {
          kind: "line",
          points: [
            [plot.left, at],
            [plot.right, at],
          ],
          style,
        },
        {
          kind: "text",
          at: [plot.left - 8, at + 4.5],
          text: axisWord(content, tick, step),
          anchor: "end",
          style: "tick",
        },
      ];
    }),
  ];
}

function timeAxis({ view, width, language }: Sight, plot: Plot, x: Scene["x"]): Shape[] {
  const at = plot.bottom + 0.5;
  return timeTicks(view, plot.right - plot.left, language).flatMap(({ at_s, text }): Shape[] => {
    const place = x(at_s);
    const line: Shape = {
      kind: "line",
      points: [
        [place, at],
        [place, at + 5],
      ],
      style: "axis",
    };
    if (place + 3 + textWidth(text, LABEL_SIZE) > width) return [line];
    return [line, { kind: "text", at: [place + 3, at + 18], text, anchor: "start", style: "tick" }];
  });
}
