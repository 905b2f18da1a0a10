import { type Estimate, type UnixSeconds, formatTime } from "../../base/index.ts";
import type { Cell } from "./csv.ts";

/** Below this an estimate in its table unit (EH/s, %, USD) is the rounding error of a zero. */
const NOISE = 1e-9;

/** A number to so many significant figures: enough for any use, no noise of the last bits. */
export function figures(value: number, digits = 6): Cell {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
}

/** An instant as ISO 8601 in UTC, or nothing. */
export function instant(time: UnixSeconds | null): Cell {
  return time === null ? null : formatTime(time);
}

/** A row put together from groups of cells. */
export function row(...groups: readonly (readonly Cell[])[]): readonly Cell[] {
  return groups.flat();
}

/** Header names of an estimate: the value and its three intervals, each with the unit. */
export function estimateHeader(name: string, unit: string): readonly string[] {
  return [
    `${name}_${unit}`,
    ...["lo50", "hi50", "lo80", "hi80", "lo95", "hi95"].map((end) => `${name}_${end}_${unit}`),
  ];
}

/** Cells of an estimate under `estimateHeader`, divided into the unit. */
export function estimateCells(estimate: Estimate): readonly Cell[] {
  const { value, lo50, hi50, lo80, hi80, lo95, hi95 } = estimate;
  return [value, lo50, hi50, lo80, hi80, lo95, hi95].map((number) =>
    figures(Math.abs(number) < NOISE ? 0 : number),
  );
}
