import { scaleLinear } from "d3-scale";
import { type Estimate, civilFromDays, startOfDay, unixDay } from "../../base/index.ts";
import type { SpillMonth } from "../../energy/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatDay, formatMonth } from "../text/calendar.ts";
import { ENERGY_MESSAGES as TEXT } from "../text/energy-messages.ts";
import { inTerawattHours, spilledAgain } from "../text/energy-text.ts";
import { formatNumber } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import {
  type Canvas,
  type Drawing,
  FIGURE_WIDTHS,
  type Frame,
  type Scale,
  valueGrid,
  valueScale,
} from "./frame.ts";
import { element, label, rule, textWidth } from "./svg.ts";

const HEIGHT = { wide: 400, medium: 400, narrow: 400 } as const;
const KEY_ROW = 20;
const SWATCH = 14;

/** What a bar may be, in the order they stand. */
const BARS = [
  { style: "spilled", name: TEXT.spilledKey, of: (month: SpillMonth) => month.spilled_GWh },
  { style: "taken", name: TEXT.takenKey, of: (month: SpillMonth) => month.absorbed_GWh },
  { style: "again", name: TEXT.againKey, of: (month: SpillMonth) => month.spilled_again_GWh },
] as const;

/** The finding: what closing the mines spilled again. */
export function spillTitle(data: StudyData, language: Language): string {
  return say(TEXT.spillTitle, language, spilledAgain(data, language) ?? {});
}

/** What is drawn, in which unit, over which days. */
export function spillSubtitle({ energy: { water } }: StudyData, language: Language): string {
  if (water === null) return "";
  return say(TEXT.spillSubtitle, language, {
    from: formatDay(startOfDay(water.from), language),
    to: formatDay(startOfDay(unixDay(water.to - 1)), language),
  });
}

interface Plot {
  readonly frame: Frame;
  readonly y: Scale;
  readonly language: Language;
  readonly months: readonly SpillMonth[];
}

/** Water by month: spilled beside the mines, taken by them, spilled again without them. */
export function spillFigure(data: StudyData, canvas: Canvas): Drawing {
  return spillDrawing(data.energy.water?.answer.months ?? [], {
    language: canvas.language,
    width: FIGURE_WIDTHS[canvas.width],
    height: HEIGHT[canvas.width],
    title: spillTitle(data, canvas.language),
    description: spillSubtitle(data, canvas.language),
  });
}

/** For whom and how large water is drawn, and what is said of it. */
export interface SpillCanvas extends Pick<Drawing, "title" | "description" | "width"> {
  readonly language: Language;
  readonly height: number;
}

/** The same of any months. */
export function spillDrawing(months: readonly SpillMonth[], canvas: SpillCanvas): Drawing {
  const { language, width, title, description } = canvas;
  const keys = placeKeys(width, language);
  const frame: Frame = {
    width,
    height: canvas.height,
    left: 34,
    right: 8,
    top: 52 + (keys.at(-1)?.y ?? 0),
    bottom: 44,
  };
  const high = Math.max(
    1,
    ...months.flatMap((month) => BARS.map(({ of }) => inTerawattHours(of(month)).hi95)),
  );
  const y = valueScale(frame, 0, Math.ceil(high));
  const plot: Plot = { frame, y, language, months };
  const bottom = frame.height - frame.bottom;
  return {
    title,
    description,
    width,
    height: frame.height,
    content: [
      ...keys.map((key) => keyMark(key)),
      valueGrid(frame, y, y.ticks(5), (tick) => formatNumber(tick)),
      label("TWh", { x: 0, y: frame.top - 14, class: "tick" }),
      ...months.map((month, index) => monthBars(plot, month, index)),
      rule([frame.left, bottom], [width - frame.right, bottom], "axis"),
    ],
  };
}

interface Key {
  readonly style: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The key in one line where it fits, else one line for each bar. */
function placeKeys(width: number, language: Language): readonly Key[] {
  const texts = BARS.map(({ style, name }) => ({ style, text: say(name, language) }));
  const widths = texts.map(({ text }) => SWATCH + 8 + textWidth(text, 13) + 26);
  const inLine = widths.reduce((sum, own) => sum + own, 0) <= width;
  return texts.map(({ style, text }, index) => ({
    style,
    text,
    x: inLine ? widths.slice(0, index).reduce((sum, own) => sum + own, 0) : 0,
    y: inLine ? 4 : 4 + index * KEY_ROW,
  }));
}

function keyMark({ style, text, x, y }: Key): string {
  const swatch = element("rect", { x: x + 0.5, y, width: SWATCH, height: 12, class: "bar" });
  return element("g", { class: style }, swatch) + label(text, { x: x + SWATCH + 8, y: y + 11 });
}

function monthBars({ frame, y, language, months }: Plot, month: SpillMonth, index: number): string {
  const slots = scaleLinear([0, months.length], [frame.left, frame.width - frame.right]);
  const [left, right] = [slots(index), slots(index + 1)];
  const step = (right - left) / (BARS.length + 1);
  const bars = BARS.map(({ style, of }, at) =>
    bar(
      { middle: left + step * (at + 1), width: step * 0.66, style },
      inTerawattHours(of(month)),
      y,
    ),
  );
  return bars.join("") + monthLabel(frame, month, (left + right) / 2, language);
}

interface BarPlace {
  readonly middle: number;
  readonly width: number;
  readonly style: string;
}

/** A median as a bar from nothing, with its 50 and 95 % intervals as rules. */
function bar({ middle, width, style }: BarPlace, energy: Estimate, y: Scale): string {
  const top = y(energy.value);
  const box = { x: middle - width / 2, y: top, width, height: y(0) - top, class: "bar" };
  return element(
    "g",
    { class: style },
    element("rect", box),
    rule([middle, y(energy.lo95)], [middle, y(energy.hi95)], "ends"),
    rule([middle, y(energy.lo50)], [middle, y(energy.hi50)], "core"),
  );
}

/** The month, and the day it begins on where that is not its first. */
function monthLabel(frame: Frame, month: SpillMonth, x: number, language: Language): string {
  const { day, month: number } = civilFromDays(month.month);
  const y = frame.height - frame.bottom + 18;
  const name = formatMonth(number, language, frame.width < 500);
  const from = say(TEXT.fromDay, language, { day });
  return (
    label(name, { x, y, class: "tick", anchor: "middle" }) +
    (day === 1 ? "" : label(from, { x, y: y + 16, class: "tick", anchor: "middle" }))
  );
}
