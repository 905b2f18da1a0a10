import { scaleLinear } from "d3-scale";
import type { Estimate } from "../../base/index.ts";
import { formatPercent } from "../text/format.ts";
import type { Language } from "../text/language.ts";
import type { Scale } from "./frame.ts";
import { element, label, rule } from "./svg.ts";

/** How far a scale of changes goes; it is one of ratios, so halving and doubling weigh the same. */
export interface Reach {
  /** Ratios at the ends. */
  readonly lowest: number;
  readonly highest: number;
  /** Changes that bear a tick, per cent. */
  readonly ticks: readonly number[];
  /** Those of them that are written where space is short. */
  readonly few: readonly number[];
}

/** For pools, which may all but vanish or grow several times. */
const FAR: Reach = {
  lowest: 0.125,
  highest: 6,
  ticks: [-75, -50, 0, 100, 300],
  few: [-50, 0, 100],
};
/** For a network, which seldom loses or gains more than half. */
const NEAR: Reach = { lowest: 0.5, highest: 2, ticks: [-40, -20, 0, 20, 60], few: [-40, 0, 60] };
/** Below this width only a few ticks are written. */
const CROWDED = 300;

/** Place of a forest plot inside its figure. */
export interface ForestBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The far one where it is not given. */
  readonly reach?: Reach;
}

/** The reach that holds all of these intervals with room to spare. */
export function reachOf(changes: readonly Estimate[]): Reach {
  const isNear = changes.every(({ lo95, hi95 }) => lo95 > -45 && hi95 < 80);
  return isNear ? NEAR : FAR;
}

/** Scale of changes over the width of a box; a change to nothing lies at its low end. */
export function changeScale({
  left,
  right,
  reach = FAR,
}: ForestBox): (changePct: number) => number {
  const { lowest, highest } = reach;
  const scale: Scale = scaleLinear([Math.log(lowest), Math.log(highest)], [left, right]);
  return (changePct) => scale(Math.log(Math.min(highest, Math.max(lowest, 1 + changePct / 100))));
}

/** Vertical hairlines with their changes below, zero stronger. */
export function changeAxis(box: ForestBox, language: Language): string {
  const x = changeScale(box);
  const { ticks, few } = box.reach ?? FAR;
  const crowded = box.right - box.left < CROWDED;
  return ticks
    .map((tick) => {
      const at = x(tick);
      if (crowded && !few.includes(tick)) {
        return rule([at, box.top], [at, box.bottom], "grid");
      }
      const text = tick === 0 ? "0" : formatPercent(tick, 0, language);
      const style = tick === 0 ? "zero" : "grid";
      return (
        rule([at, box.top], [at, box.bottom], style) +
        label(text, { x: at, y: box.bottom + 18, class: "tick", anchor: "middle" })
      );
    })
    .join("");
}

/** A change with its 95 % interval; an end beyond the scale becomes an arrow. */
export function changeMark(box: ForestBox, y: number, change: Estimate, told: boolean): string {
  const x = changeScale(box);
  const [low, high] = [x(change.lo95), x(change.hi95)];
  const style = told ? "hit" : "miss";
  const { lowest, highest } = box.reach ?? FAR;
  const beyondLow = 1 + change.lo95 / 100 < lowest;
  const beyondHigh = 1 + change.hi95 / 100 > highest;
  const value = 1 + change.value / 100;
  const outside = value < lowest || value > highest;
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
