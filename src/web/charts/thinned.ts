import type { Values } from "./layers.ts";

/** A point, and the lower and upper edge of a band, in px. */
export type Point = readonly [x: number, y: number];
export type Edge = readonly [x: number, low: number, high: number];

/** Where the points of a chart lie that are in view. */
export interface Placed {
  readonly time_s: readonly number[];
  /** First and last index drawn; one beyond each side of the view. */
  readonly first: number;
  readonly last: number;
  readonly gap_s: number;
  readonly x: (at_s: number) => number;
  readonly y: (value: number) => number;
}

/**
 * The points of a line, cut where values or instants are missing. Where several fall on one column of
 * pixels, its first, lowest, highest and last stay: the same picture from as few points as it is wide.
 */
export function lineRuns(values: Values, placed: Placed): Point[][] {
  return runsOf(placed, (index) => values[index] ?? null).map((run) =>
    columnsOf(run, ([x]) => x).flatMap(outline),
  );
}

/** The edges of a band, cut and thinned in the same way: the widest of each column stays. */
export function bandRuns(low: Values, high: Values, placed: Placed): Edge[][] {
  const { time_s, x, y } = placed;
  return segments(placed, (index) => isNumber(low[index]) && isNumber(high[index])).map((run) =>
    columnsOf(
      run.map((index): Edge => [x(time_s[index] ?? 0), y(low[index] ?? 0), y(high[index] ?? 0)]),
      ([at]) => at,
    ).map(widest),
  );
}

function runsOf(placed: Placed, valueAt: (index: number) => number | null): Point[][] {
  const { time_s, x, y } = placed;
  return segments(placed, (index) => valueAt(index) !== null).map((run) =>
    run.map((index): Point => [x(time_s[index] ?? 0), y(valueAt(index) ?? 0)]),
  );
}

/** Stretches of indexes without a gap. */
function segments(
  { time_s, first, last, gap_s }: Placed,
  isThere: (index: number) => boolean,
): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  let before = -Infinity;
  for (let index = first; index <= last; index += 1) {
    const at = time_s[index] ?? 0;
    const follows = isThere(index);
    if (run.length > 0 && (!follows || at - before > gap_s)) {
      runs.push(run);
      run = [];
    }
    if (follows) run.push(index);
    before = at;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** Points in groups of the same column of pixels; every point alone where there is room. */
function columnsOf<T>(points: readonly T[], xOf: (point: T) => number): T[][] {
  const groups: T[][] = [];
  let column = NaN;
  for (const point of points) {
    const next = Math.floor(xOf(point));
    const group = groups.at(-1);
    if (next === column && group !== undefined) group.push(point);
    else groups.push([point]);
    column = next;
  }
  return groups;
}

function outline(column: readonly Point[]): readonly Point[] {
  const [first] = column;
  const last = column.at(-1);
  if (column.length <= 4 || first === undefined || last === undefined) return column;
  let [lowest, highest] = [first, first];
  for (const point of column) {
    if (point[1] < lowest[1]) lowest = point;
    if (point[1] > highest[1]) highest = point;
  }
  return [first, lowest, highest, last];
}

function widest(column: readonly Edge[]): Edge {
  let [[x, low, high]] = [column[0] ?? [0, 0, 0]];
  for (const [, lower, upper] of column) {
    low = Math.max(low, lower);
    high = Math.min(high, upper);
  }
  return [x, low, high];
}
