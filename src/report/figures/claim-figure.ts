import { scaleLinear } from "d3-scale";
import type { Estimate } from "../../base/index.ts";
import { windowName } from "../text/claim-value.ts";
import { formatNumber, formatSigned, withUnit } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import { type Scale, drawing } from "./frame.ts";
import { diamond, element, label, rule, textWidth } from "./svg.ts";

/** A claimed number and what was measured, on one axis. */
export interface ClaimPlot {
  /** Unique in its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly claimed: number;
  /** Whether it was claimed as the most or the least. */
  readonly bound: "upper" | "lower" | null;
  readonly isChange: boolean;
  /** One row each; an end that is not finite runs to the edge. */
  readonly measured: readonly { readonly window_h: number | null; readonly estimate: Estimate }[];
}

const ROW = 40;
const TOP = 44;
const BOTTOM = 34;
const CLAIMED = { en: "claimed {value}", zh: "声称 {value}" };
const MEASURED = { en: "measured", zh: "实测" };

/** The claim as a hollow diamond over the estimates with their 50 and 95 % intervals. */
export function claimFigure(plot: ClaimPlot, language: Language, width: number): string {
  const left = width < 500 ? 56 : 84;
  const x = valueAxis(plot, left, width - 14);
  const height = TOP + ROW * plot.measured.length + BOTTOM;
  const bottom = height - BOTTOM;
  const digits = digitsOf(x);
  const write = (value: number): string =>
    plot.isChange ? formatSigned(value, digits) : formatNumber(value, digits);
  const ticks = x.ticks(width < 500 ? 4 : 8);
  const at = x(plot.claimed);
  return drawing(
    {
      title: plot.title,
      description: plot.description,
      width,
      height,
      content: [
        ...ticks.map((tick) => rule([x(tick), TOP - 6], [x(tick), bottom], "grid")),
        plot.isChange ? rule([x(0), TOP - 6], [x(0), bottom], "zero") : "",
        boundTint(plot, x, bottom),
        rule([at, TOP - 12], [at, bottom], "claimline"),
        ...plot.measured.map((row, index) => measuredRow(row, { x, language, index })),
        diamond(at, TOP - 18, "claim", 6.5),
        claimLabel(plot, { at, width, language }),
        ...ticks.map((tick) =>
          label(write(tick), { x: x(tick), y: bottom + 20, class: "tick", anchor: "middle" }),
        ),
        label(plot.unit, { x: 0, y: bottom + 20, class: "tick" }),
        rule([left, bottom], [width, bottom], "axis"),
      ],
    },
    plot.id,
  );
}

function valueAxis({ claimed, measured, isChange }: ClaimPlot, left: number, right: number): Scale {
  const ends = measured.flatMap(({ estimate: { lo95, value, hi95 } }) => [lo95, value, hi95]);
  const known = [...ends, claimed, ...(isChange ? [0] : [])].filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const pad = Math.max((high - low) * 0.08, Math.abs(high) * 0.01, 1e-6);
  const floor = isChange ? -100 : 0;
  return scaleLinear([Math.max(low - pad, floor), high + pad], [left, right]);
}

function digitsOf(x: Scale): number {
  const [step = 1, next = 2] = x.ticks(5);
  return Math.max(0, Math.min(3, Math.ceil(-Math.log10(Math.abs(next - step)))));
}

/** Where a bound allows the value to be. */
function boundTint({ bound, claimed }: ClaimPlot, x: Scale, bottom: number): string {
  if (bound === null) return "";
  const [left = 0, right = 0] = x.range();
  const from = bound === "upper" ? left : x(claimed);
  const to = bound === "upper" ? x(claimed) : right;
  const y = TOP - 6;
  return element("rect", { x: from, y, width: to - from, height: bottom - y, class: "period" });
}

interface RowPlace {
  readonly x: Scale;
  readonly language: Language;
  readonly index: number;
}

function measuredRow(
  { window_h, estimate }: ClaimPlot["measured"][number],
  { x, language, index }: RowPlace,
): string {
  const y = TOP + ROW * (index + 0.5);
  const [left = 0, right = 0] = x.range();
  const low = (value: number): number => (Number.isFinite(value) ? Math.max(x(value), left) : left);
  const high = (value: number): number => (Number.isFinite(value) ? x(value) : right);
  const name = window_h === null ? say(MEASURED, language) : windowName(window_h * 3600, language);
  const box = { y: y - 7, height: 14 };
  const { lo95, lo50, hi50, hi95, value } = estimate;
  return [
    label(name, { x: 0, y: y + 4.5 }),
    element("rect", { ...box, x: low(lo95), width: high(hi95) - low(lo95), class: "band95" }),
    element("rect", { ...box, x: low(lo50), width: high(hi50) - low(lo50), class: "band50" }),
    Number.isFinite(value) ? rule([x(value), y - 11], [x(value), y + 11], "line") : "",
  ].join("");
}

function claimLabel(
  { claimed, unit, isChange }: ClaimPlot,
  {
    at,
    width,
    language,
  }: { readonly at: number; readonly width: number; readonly language: Language },
): string {
  const digits = Number.isInteger(claimed) ? 0 : 1;
  const number = isChange ? formatSigned(claimed, digits) : formatNumber(claimed, digits);
  const text = say(CLAIMED, language, { value: withUnit(number, unit, language) });
  const fits = at + 14 + textWidth(text, 13) < width;
  return label(text, {
    x: fits ? at + 13 : at - 13,
    y: TOP - 13.5,
    class: "t-red",
    anchor: fits ? "start" : "end",
  });
}
