import type { Stretch } from "./layers.ts";

/** How far a chart can be seen: all of it, and no closer than its points make sense. */
export interface Limits {
  readonly whole: Stretch;
  readonly shortest_s: number;
}

/** Points that the closest view still holds. */
const FEWEST_POINTS = 8;

/** The limits of a chart with these instants. */
export function limitsOf(time_s: readonly number[]): Limits {
  const from_s = time_s[0] ?? 0;
  const to_s = Math.max(time_s.at(-1) ?? 0, from_s + 1);
  const whole = { from_s, to_s };
  return { whole, shortest_s: Math.min(lengthOf(whole), FEWEST_POINTS * usualStep(time_s)) };
}

/** Middle step between neighbouring instants, s; 1 where there are too few. */
export function usualStep(time_s: readonly number[]): number {
  const steps = time_s.slice(1).map((at, index) => at - (time_s[index] ?? at));
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
}

export function lengthOf({ from_s, to_s }: Stretch): number {
  return to_s - from_s;
}

/** The view moved, up to the ends of the whole. */
export function moved(view: Stretch, by_s: number, { whole }: Limits): Stretch {
  const length = Math.min(lengthOf(view), lengthOf(whole));
  // The rounding of the end may not push the beginning out: the beginning is bound last.
  const from_s = Math.max(Math.min(view.from_s + by_s, whole.to_s - length), whole.from_s);
  return { from_s, to_s: Math.min(from_s + length, whole.to_s) };
}

/** The view made `factor` times as long, the instant `at_s` kept where it is. */
export function zoomed(
  view: Stretch,
  { factor, at_s }: { readonly factor: number; readonly at_s: number },
  limits: Limits,
): Stretch {
  const most = lengthOf(limits.whole);
  const length = Math.min(Math.max(lengthOf(view) * factor, limits.shortest_s), most);
  const share = (at_s - view.from_s) / lengthOf(view);
  const from_s = at_s - share * length;
  return moved({ from_s, to_s: from_s + length }, 0, limits);
}

/** The stretch asked for as far as the chart goes; the whole where nothing of it is left. */
export function within(asked: Stretch, limits: Limits): Stretch {
  const { whole, shortest_s } = limits;
  if (asked.to_s <= whole.from_s || asked.from_s >= whole.to_s) return whole;
  const from_s = Math.max(asked.from_s, whole.from_s);
  const to_s = Math.min(asked.to_s, whole.to_s);
  if (!(to_s > from_s)) return whole;
  if (to_s - from_s >= shortest_s) return { from_s, to_s };
  return moved({ from_s, to_s: from_s + shortest_s }, 0, limits);
}

/** Index of the instant nearest to `at_s`; -1 where there is none. */
export function nearest(time_s: readonly number[], at_s: number): number {
  const after = firstFrom(time_s, at_s);
  const [before, next] = [time_s[after - 1], time_s[after]];
  if (before === undefined) return next === undefined ? -1 : after;
  if (next === undefined) return after - 1;
  return at_s - before <= next - at_s ? after - 1 : after;
}

/** Index of the first instant at or after `at_s`. */
export function firstFrom(time_s: readonly number[], at_s: number): number {
  let [low, high] = [0, time_s.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time_s[middle] ?? Infinity) < at_s) low = middle + 1;
    else high = middle;
  }
  return low;
}
