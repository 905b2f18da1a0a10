import { type Estimate, HashfallError, estimate } from "../base/index.ts";
import { binomialInterval, binomialTest } from "./binomial.ts";
import { normalQuantile } from "./normal.ts";

/** A Poisson count and what it was exposed to; the rate is count / exposure. */
export interface ExposedCount {
  readonly count: number;
  readonly exposure: number;
}

export interface RateComparison {
  /** Rate after / rate before, with exact intervals. */
  readonly ratio: Estimate;
  /** Exact two-sided p-value of "the rates are equal". */
  readonly pValue: number;
}

/**
 * Compares two Poisson rates exactly, given their total.
 *
 *   n₂ | n₁ + n₂ ~ Binomial(n₁ + n₂, π),  π = θ e₂ / (e₁ + θ e₂),  θ = rate₂ / rate₁
 *
 * The test is of θ = 1; the interval of θ is Clopper and Pearson's of π, solved for θ.
 * Infinite where nothing was counted before. Source: J. Przyborowski, H. Wilenski 1940, Biometrika 31:313.
 *
 * @throws HashfallError `number.domain` when nothing was counted at all.
 */
export function compareRates(before: ExposedCount, after: ExposedCount): RateComparison {
  const total = before.count + after.count;
  if (total === 0) throw new HashfallError("number.domain", "no events in either window");
  const toRatio = (share: number): number =>
    share >= 1 ? Infinity : (share / (1 - share)) * (before.exposure / after.exposure);
  const nullShare = after.exposure / (before.exposure + after.exposure);
  return {
    ratio: estimate(toRatio(after.count / total), (level) => {
      const [lower, upper] = binomialInterval(after.count, total, level);
      return [toRatio(lower), toRatio(upper)];
    }),
    pValue: binomialTest(after.count, total, nullShare),
  };
}

/** Chance of finding a change that counts as enough to call it decidable. */
const DECISION_POWER = 0.8;

/**
 * Length of two equal windows, before and after, that tell a change of rate by the factor `ratio`
 * from chance: a two-sided test at `level` finds it four times in five.
 *
 *   2(√n₁ − √n₂) ~ N(2√(λT)(1 − √θ), 2)  ⇒  T = (z₁₋α/₂ + z₀.₈)² / (2 λ (1 − √θ)²)
 *
 * In the unit of 1 / `rate`, λ the rate before; infinite when nothing changed. The square root makes
 * the variance of a Poisson count constant (M. S. Bartlett 1936); the exact test needs up to a
 * tenth more.
 */
export function decidableAfter(rate: number, ratio: number, level: number): number {
  const z = normalQuantile(1 - level / 2) + normalQuantile(DECISION_POWER);
  return z ** 2 / (2 * rate * (1 - Math.sqrt(ratio)) ** 2);
}
