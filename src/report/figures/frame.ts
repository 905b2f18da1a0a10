import { type ScaleLinear, scaleLinear } from "d3-scale";
import { area, curveLinear, line } from "d3-shape";
import {
  SECONDS_PER_DAY,
  type UnixSeconds,
  civilFromDays,
  daysFromCivil,
  startOfDay,
  unixDay,
} from "../../base/index.ts";
import { formatDay, formatMonth } from "../text/calendar.ts";
import type { Language } from "../text/language.ts";
import { element, escapeText, label, rule, textWidth } from "./svg.ts";

/** A figure is drawn for one of three widths, not scaled to it. */
export type FigureWidth = "wide" | "medium" | "narrow";

/** Drawn width of each variant, in pixels. */
export const FIGURE_WIDTHS: Readonly<Record<FigureWidth, number>> = {
  wide: 1080,
  medium: 680,
  narrow: 358,
};

/** For whom a figure is drawn. */
export interface Canvas {
  readonly language: Language;
  readonly width: FigureWidth;
}

/** Space of a plot inside its figure. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Scale = ScaleLinear<number, number>;

/** What a figure is, for the screen reader, and what it holds. */
export interface Drawing {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly content: readonly string[];
  /** Extra attributes of the root, such as the scale a script needs. */
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** A complete SVG element; `id` makes title and description referable and must be unique. */
export function drawing(
  { title, description, width, height, ...rest }: Drawing,
  id: string,
): string {
  return element(
    "svg",
    {
      class: "fig",
      viewBox: `0 0 ${width} ${Math.round(height)}`,
      width,
      height: Math.round(height),
      role: "img",
      "aria-labelledby": `${id}-t ${id}-d`,
      ...rest.attributes,
    },
    element("title", { id: `${id}-t` }, escapeText(title)),
    element("desc", { id: `${id}-d` }, escapeText(description)),
    ...rest.content,
  );
}

/** Scale of time over the plot's width. */
export function timeScale(
  frame: Pick<Frame, "left" | "right" | "width">,
  from: number,
  to: number,
): Scale {
  return scaleLinear([from, to], [frame.left, frame.width - frame.right]);
}

/** Scale of values over the plot's height, upwards. */
export function valueScale(frame: Frame, low: number, high: number): Scale {
  return scaleLinear([low, high], [frame.height - frame.bottom, frame.top]);
}

/** Horizontal hairlines with their values at the left. */
export function valueGrid(
  frame: Frame,
  scale: Scale,
  ticks: readonly number[],
  write: (value: number) => string,
): string {
  return ticks
    .map((tick) => {
      const y = scale(tick);
      return (
        rule([frame.left, y], [frame.width - frame.right, y], "grid") +
        label(write(tick), { x: frame.left - 8, y: y + 4.5, class: "tick", anchor: "end" })
      );
    })
    .join("");
}

/** Ticks at the first of each month inside a span, named to the right while there is room. */
export function monthAxis(frame: Frame, scale: Scale, language: Language, offset = 0): string {
  const [from = 0, to = 0] = scale.domain();
  const y = frame.height - frame.bottom + offset;
  const short = frame.width < 500;
  return monthsBetween(from, to)
    .map(({ at, month }) => {
      const x = scale(at);
      const name = formatMonth(month, language, short);
      if (x + 5 + textWidth(name, 13) > frame.width) return rule([x, y], [x, y + 5], "axis");
      return rule([x, y], [x, y + 5], "axis") + label(name, { x: x + 3, y: y + 18, class: "tick" });
    })
    .join("");
}

/** Ticks every so many days, written as day and month. */
export function dayAxis(frame: Frame, scale: Scale, language: Language, every: number): string {
  const [from = 0, to = 0] = scale.domain();
  const y = frame.height - frame.bottom;
  const first = Math.ceil(from / SECONDS_PER_DAY);
  const count = Math.floor((to / SECONDS_PER_DAY - first) / every) + 1;
  return Array.from({ length: count }, (_, index) => {
    const at = startOfDay(unixDay(first + index * every));
    const x = scale(at);
    const name = formatDay(at, language, true);
    return (
      rule([x, y], [x, y + 5], "axis") +
      label(name, { x, y: y + 18, class: "tick", anchor: "middle" })
    );
  }).join("");
}

function monthsBetween(
  from: number,
  to: number,
): readonly { readonly at: UnixSeconds; readonly month: number }[] {
  const { year, month } = civilFromDays(unixDay(Math.floor(from / SECONDS_PER_DAY)));
  const found: { at: UnixSeconds; month: number }[] = [];
  for (let index = 0; index < 36; index += 1) {
    const monthIndex = month - 1 + index;
    const civil = {
      year: year + Math.floor(monthIndex / 12),
      month: (monthIndex % 12) + 1,
      day: 1,
    };
    const at = startOfDay(daysFromCivil(civil));
    if (at > to) break;
    if (at >= from) found.push({ at, month: civil.month });
  }
  return found;
}

/** A point of a line, or of the lower and upper edge of a band, in pixels. */
export type Point = readonly [x: number, y: number];
export type Edge = readonly [x: number, low: number, high: number];

/** A polyline. */
export function path(points: readonly Point[], style: string): string {
  const make = line<Point>()
    .x(([x]) => x)
    .y(([, y]) => y)
    .curve(curveLinear)
    .digits(1);
  return element("path", { d: inSteps(make(points) ?? ""), class: style });
}

/** Dots of one size: strokes of no length with round ends. */
export function dots(points: readonly Point[], style: string): string {
  const written = points.map(([x, y]) => `M${x.toFixed(1)},${y.toFixed(1)}h0`);
  return element("path", { d: written.join(""), class: style });
}

/** A band between two edges. */
export function band(edges: readonly Edge[], style: string): string {
  const make = area<Edge>()
    .x(([x]) => x)
    .y0(([, low]) => low)
    .y1(([, , high]) => high)
    .curve(curveLinear)
    .digits(1);
  return element("path", { d: inSteps(make([...edges]) ?? ""), class: style });
}

/** A path of straight lines with steps for places: the same picture in half the characters. */
function inSteps(absolute: string): string {
  let [lastX, lastY] = [0, 0];
  return absolute.replaceAll(
    /([ML])(-?[\d.]+),(-?[\d.]+)/gu,
    (_, command: string, ...at: string[]) => {
      // In whole tenths of a pixel, so that no rounding adds up.
      const [x = 0, y = 0] = at.slice(0, 2).map((number) => Math.round(10 * Number(number)));
      const step = `${tenths(x - lastX)}${y < lastY ? "" : " "}${tenths(y - lastY)}`;
      const place = `${tenths(x)},${tenths(y)}`;
      [lastX, lastY] = [x, y];
      return command === "M" ? `M${place}` : `l${step}`;
    },
  );
}

/** `0.4` as `.4`, as SVG allows. */
const tenths = (count: number): string => String(count / 10).replace(/^(-?)0\./u, "$1.");
