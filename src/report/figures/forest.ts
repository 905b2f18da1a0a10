import { scaleLinear } from "d3-scale";
import type { Estimate } from "../../base/index.ts";
import { formatPercent } from "../text/format.ts";
import type { Language } from "../text/language.ts";
import type { Scale } from "./frame.ts";
import { element, label, rule } from "./svg.ts";

/** Changes that bear a tick; the scale is that of ratios, so halving and doubling weigh the same. */
const TICKS = [-75, -50, 0, 100, 300];
/** Below this width only halving and doubling are written. */
const CROWDED = 300;
const LOWEST = 0.125;
const HIGHEST = 6;

/** Place of a forest plot inside its figure. */
export interface ForestBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Logarithm of the ratio, kept inside the scale; a change to nothing lies beyond its low end. */
function logRatio(changePct: number): number {
  const ratio = 1 + changePct / 100;
  return Math.log(Math.min(HIGHEST, Math.max(LOWEST, ratio)));
}

/** Scale of changes over the width of a box. */
export function changeScale({ left, right }: ForestBox): (changePct: number) => number {
  const scale: Scale = scaleLinear([Math.log(LOWEST), Math.log(HIGHEST)], [left, right]);
  return (changePct) => scale(logRatio(changePct));
}

/** Vertical hairlines with their changes below, zero stronger. */
export function changeAxis(box: ForestBox, language: Language): string {
  const x = changeScale(box);
  const crowded = box.right - box.left < CROWDED;
  return TICKS.map((tick) => {
    const at = x(tick);
    if (crowded && (tick < -50 || tick > 100)) {
      return rule([at, box.top], [at, box.bottom], "grid");
    }
    const text = tick === 0 ? "0" : formatPercent(tick, 0, language);
    const style = tick === 0 ? "zero" : "grid";
    return (
      rule([at, box.top], [at, box.bottom], style) +
      label(text, { x: at, y: box.bottom + 18, class: "tick", anchor: "middle" })
    );
  }).join("");
}

/** A change with its 95 % interval; an end beyond the scale becomes an arrow. */
export function changeMark(box: ForestBox, y: number, change: Estimate, told: boolean): string {
  const x = changeScale(box);
  const [low, high] = [x(change.lo95), x(change.hi95)];
  const style = told ? "hit" : "miss";
  const beyondLow = 1 + change.lo95 / 100 < LOWEST;
  const beyondHigh = 1 + change.hi95 / 100 > HIGHEST;
  const value = 1 + change.value / 100;
  const outside = value < LOWEST || value > HIGHEST;
  return [
    rule([low, y], [high, y], style),
    beyondLow ? arrow(low, y, -1, `${style}arrow`) : "",
    beyondHigh ? arrow(high, y, 1, `${style}arrow`) : "",
    outside ? "" : element("circle", { cx: x(change.value), cy: y, r: 4, class: `${style}dot` }),
  ].join("");
}

function arrow(x: number, y: number, direction: 1 | -1, style: string): string {
  const tip = direction * 6;
  const d = `M${(x + tip).toFixed(1)},${y.toFixed(1)}l${-tip},-4v8z`;
  return element("path", { d, class: style });
}
