import type { ClaimMark, Mark } from "./layers.ts";
import type { Plot, Shape } from "./scene.ts";

/** Marks that stand nearer than this share one flag, px: the width of its numbers. */
const NEAR = 50;

/** Marks under one flag, with its place. */
export interface Flag {
  readonly x: number;
  /** First and last of them among all marks, from 0. */
  readonly first: number;
  readonly last: number;
}

/** The rules of orders; the cut itself solid. */
export function markRules(
  marks: readonly Mark[],
  { top, bottom, left, right }: Plot,
  x: (at_s: number) => number,
): Shape[] {
  return marks.flatMap(({ at_s, solid }): Shape[] => {
    const at = Math.round(x(at_s)) + 0.5;
    if (at < left || at > right) return [];
    const points = [[at, top - 4] as const, [at, bottom] as const];
    return [{ kind: "line", points, style: solid === true ? "cut" : "order" }];
  });
}

/** Flags of the marks in view; near ones are drawn as one with the numbers of all. */
export function flagsOf(
  marks: readonly Mark[],
  { left, right }: Plot,
  x: (at_s: number) => number,
): Flag[] {
  const flags: { readonly x: number; readonly first: number; last: number }[] = [];
  for (const [index, { at_s }] of marks.entries()) {
    const at = x(at_s);
    if (at < left || at > right) continue;
    const before = flags.at(-1);
    if (before !== undefined && at - before.x < NEAR) before.last = index;
    else flags.push({ x: at, first: index, last: index });
  }
  return flags;
}

export function flagShapes(
  marks: readonly Mark[],
  plot: Plot,
  x: (at_s: number) => number,
): Shape[] {
  return flagsOf(marks, plot, x).flatMap(({ x: at, first, last }): Shape[] => [
    {
      kind: "polygon",
      points: [
        [at - 5, plot.top - 12],
        [at + 5, plot.top - 12],
        [at, plot.top - 4],
      ],
      style: "flag",
    },
    {
      kind: "text",
      at: [at, plot.top - 16],
      text: first === last ? String(first + 1) : `${first + 1}–${last + 1}`,
      anchor: "middle",
      style: "number",
    },
  ]);
}

const RADIUS = 5.5;

/** Claims, hollow: what was said, not what was measured. */
export function claimShapes(
  claims: readonly ClaimMark[],
  x: (at_s: number) => number,
  y: (value: number) => number,
): Shape[] {
  return claims.map(({ at_s, value }): Shape => {
    const [at, height] = [x(at_s), y(value)];
    return {
      kind: "polygon",
      points: [
        [at, height - RADIUS],
        [at + RADIUS, height],
        [at, height + RADIUS],
        [at - RADIUS, height],
      ],
      style: "claim",
    };
  });
}
