import type { Random } from "../../src/base/index.ts";

/** A whole number from 0 up to, without, a bound of at most 2^32. */
export function below(random: Random, bound: number): number {
  return Math.floor(random.uniform() * bound);
}

/** True once in so many times. */
export function oneIn(random: Random, times: number): boolean {
  return below(random, times) === 0;
}

/** One of some things, each as likely as the others. */
export function pick<T>(random: Random, things: readonly T[]): T {
  const [thing] = things.slice(below(random, things.length));
  if (thing === undefined) throw new Error("nothing to pick from");
  return thing;
}
