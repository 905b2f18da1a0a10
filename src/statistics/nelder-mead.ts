import { type Support, fromFree, toFree } from "./bounded-parameters.ts";

export interface MinimiseOptions {
  /** Edge of the first simplex; 0.5. */
  readonly scale?: number;
  /** A round ends when the values at the simplex differ by less than this, relative or absolute; 1e-10. */
  readonly tolerance?: number;
  /** 20,000. */
  readonly maxEvaluations?: number;
  /** Most rounds, each from a fresh simplex about the best so far; 20. */
  readonly rounds?: number;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** Whether the last round found nothing better than the one before. */
  readonly converged: boolean;
}

interface Vertex {
  readonly point: Float64Array;
  readonly value: number;
}

const DEFAULTS: Required<MinimiseOptions> = {
  scale: 0.5,
  tolerance: 1e-10,
  maxEvaluations: 20_000,
  rounds: 20,
};

type Evaluate = (point: Float64Array) => Vertex;

/**
 * Minimum of a function by the simplex method, begun afresh until a round gains nothing. NaN and
 * infinities count as very large. In n dimensions the coefficients are those of Gao and Han,
 * which do not collapse when n is large:
 *
 *   reflect 1, expand 1 + 2/n, contract ¾ − 1/(2n), shrink 1 − 1/n  (n ≥ 2)
 *
 * Source: J. A. Nelder, R. Mead 1965, Computer Journal 7:308; F. Gao, L. Han 2012, Computational
 * Optimization and Applications 51:259.
 */
export function minimise(
  objective: (point: Float64Array) => number,
  start: Float64Array,
  options: MinimiseOptions = {},
): Minimum {
  const { scale, tolerance, maxEvaluations, rounds } = { ...DEFAULTS, ...options };
  let evaluations = 0;
  const evaluate: Evaluate = (point) => {
    evaluations += 1;
    const value = objective(point);
    return { point, value: Number.isFinite(value) ? value : Number.MAX_VALUE };
  };
  const spent = (): boolean => evaluations >= maxEvaluations;
  let best = evaluate(start.slice());
  let converged = false;
  for (let round = 0; round < rounds && !converged && !spent(); round += 1) {
    const edge = round % 2 === 0 ? scale : -scale / 2;
    const found = descended(best, { edge, tolerance, evaluate, spent });
    converged = round > 0 && best.value - found.value <= tolerance * (1 + Math.abs(found.value));
    best = found;
  }
  return { ...best, evaluations, converged };
}

interface Round {
  readonly edge: number;
  readonly tolerance: number;
  readonly evaluate: Evaluate;
  readonly spent: () => boolean;
}

/** The best vertex, never worse than the first, when the simplex has become flat. */
function descended(from: Vertex, { edge, tolerance, evaluate, spent }: Round): Vertex {
  let simplex = simplexAround(from, edge, evaluate);
  while (spreadOf(simplex) > tolerance && !spent()) simplex = sorted(stepped(simplex, evaluate));
  return simplex[0] ?? from;
}

/** `minimise` over parameters inside their supports; `scale` and the simplex are in free numbers. */
export function minimiseWithin(
  supports: readonly Support[],
  objective: (point: Float64Array) => number,
  start: Float64Array,
  options: MinimiseOptions = {},
): Minimum {
  const free = toFree(supports, start);
  const found = minimise((y) => objective(fromFree(supports, y)), free, options);
  return { ...found, point: fromFree(supports, found.point) };
}

function simplexAround(centre: Vertex, edge: number, evaluate: Evaluate): Vertex[] {
  const others = Array.from(centre.point, (_, axis) =>
    evaluate(centre.point.map((x, i) => (i === axis ? x + edge : x))),
  );
  return sorted([centre, ...others]);
}

const sorted = (simplex: readonly Vertex[]): Vertex[] =>
  simplex.toSorted((a, b) => a.value - b.value);

function spreadOf(simplex: readonly Vertex[]): number {
  const [low, high] = [simplex[0]?.value ?? 0, simplex.at(-1)?.value ?? 0];
  return (high - low) / (1 + Math.min(Math.abs(low), Math.abs(high)));
}

/** One step of a simplex sorted by value. */
function stepped(simplex: readonly Vertex[], evaluate: Evaluate): readonly Vertex[] {
  const kept = simplex.slice(0, -1);
  const [best, worst] = [simplex[0], simplex.at(-1)];
  const next = kept.at(-1);
  if (best === undefined || worst === undefined || next === undefined) return simplex;
  const n = Math.max(2, kept.length);
  const centre = centroid(kept);
  const along = (step: number): Vertex =>
    evaluate(centre.map((x, i) => x + step * (x - (worst.point[i] ?? NaN))));
  const reflected = along(1);
  if (reflected.value < best.value) {
    const expanded = along(1 + 2 / n);
    return [...kept, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < next.value) return [...kept, reflected];
  const inner = 0.75 - 1 / (2 * n);
  const outside = reflected.value < worst.value;
  const contracted = along(outside ? inner : -inner);
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...kept, contracted];
  return shrunk(simplex, best, 1 - 1 / n, evaluate);
}

function shrunk(
  simplex: readonly Vertex[],
  best: Vertex,
  factor: number,
  evaluate: Evaluate,
): Vertex[] {
  const towards = (vertex: Vertex): Vertex =>
    evaluate(best.point.map((x, i) => x + factor * ((vertex.point[i] ?? NaN) - x)));
  return [best, ...simplex.slice(1).map(towards)];
}

function centroid(vertices: readonly Vertex[]): Float64Array {
  const sum = new Float64Array(vertices[0]?.point.length ?? 0);
  for (const { point } of vertices) {
    for (const [i, x] of point.entries()) sum[i] = (sum[i] ?? 0) + x;
  }
  return sum.map((x) => x / vertices.length);
}
