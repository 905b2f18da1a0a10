import { HashfallError } from "../base/index.ts";
import type { LogDensity } from "./ensemble-sampler.ts";

/** Where a parameter x may lie, its ends excluded, and so how it becomes a free number y. */
export type Support =
  /** y = x. */
  | { readonly kind: "real" }
  /** y = ln(x − low). */
  | { readonly kind: "above"; readonly low: number }
  /** y = ln((x − low) / (high − x)). */
  | { readonly kind: "between"; readonly low: number; readonly high: number };

/**
 * Free numbers of parameters inside their supports.
 *
 * @throws HashfallError `number.domain` for a parameter on or outside its bounds.
 */
export function toFree(supports: readonly Support[], point: Float64Array): Float64Array {
  return point.map((x, i) => {
    const free = freeOf(supportAt(supports, i), x);
    if (Number.isFinite(free)) return free;
    throw new HashfallError("number.domain", `parameter ${i} = ${x} outside its support`);
  });
}

/** Parameters of free numbers; the inverse of `toFree`. */
export function fromFree(supports: readonly Support[], free: Float64Array): Float64Array {
  return free.map((y, i) => boundedOf(supportAt(supports, i), y));
}

/**
 * Logarithm of the Jacobian |dx/dy| at free numbers y, which a density of x gains when read as one of y.
 *
 *   real: 0;  above: y;  between: ln(high − low) + ln s(y) + ln s(−y),  s(y) = 1/(1 + e^−y)
 */
export function logJacobian(supports: readonly Support[], free: Float64Array): number {
  let sum = 0;
  for (const [i, y] of free.entries()) sum += logSlope(supportAt(supports, i), y);
  return sum;
}

/** The density of the free numbers that belongs to a density of the parameters. */
export function freeLogDensity(supports: readonly Support[], logDensity: LogDensity): LogDensity {
  return (free) => logDensity(fromFree(supports, free)) + logJacobian(supports, free);
}

function supportAt(supports: readonly Support[], index: number): Support {
  const support = supports[index];
  if (support !== undefined) return support;
  throw new HashfallError("number.domain", `parameter ${index} of ${supports.length} supports`);
}

function freeOf(support: Support, x: number): number {
  switch (support.kind) {
    case "real":
      return x;
    case "above":
      return Math.log(x - support.low);
    case "between":
      return Math.log((x - support.low) / (support.high - x));
  }
}

function boundedOf(support: Support, y: number): number {
  switch (support.kind) {
    case "real":
      return y;
    case "above":
      return support.low + Math.exp(y);
    case "between":
      return support.low + (support.high - support.low) / (1 + Math.exp(-y));
  }
}

function logSlope(support: Support, y: number): number {
  switch (support.kind) {
    case "real":
      return 0;
    case "above":
      return y;
    case "between":
      return (
        Math.log(support.high - support.low) - Math.abs(y) - 2 * Math.log1p(Math.exp(-Math.abs(y)))
      );
  }
}
