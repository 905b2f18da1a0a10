import { HashfallError, Random, invalidInput } from "../../base/index.ts";
import { isUnder } from "./layers.ts";
import { rowOfPath } from "./parameter-rows.ts";
import { PriorQuantile } from "./prior-quantile.ts";
import type { DrawSet, Scenario } from "./scenario.ts";
import { numericValueAt } from "./values.ts";

/**
 * The uncertain numbers of a scenario. Paths of a set of draws take one row of it together; the
 * other uncertain paths are drawn from their priors, each from a stream of its own of (seed, member,
 * path), so that two scenarios share the numbers of the paths they have in common.
 */
export class Uncertainty {
  /** Paths that vary between members: those of the draws, then those with a prior. */
  readonly paths: readonly string[];
  /** Paths of the draws that the scenario has not, has fixed or draws itself: passed over. */
  readonly unused: readonly string[];
  readonly #rows: readonly (readonly number[])[];
  readonly #columns: readonly number[];
  readonly #priors: readonly { readonly stream: number; readonly quantile: PriorQuantile }[];
  #order: { readonly seed: number; readonly rows: Int32Array } | null = null;

  constructor(scenario: Scenario, draws: DrawSet | null) {
    const fixed = scenario.fixed ?? [];
    const usable = (path: string): boolean =>
      !isUnder(path, fixed) && numericValueAt(scenario, path) !== undefined;
    const own = new Set(scenario.ownPriors);
    const drawn = (draws?.paths ?? []).filter((path) => usable(path) && !own.has(path));
    const joint = new Set(drawn);
    const priors = Object.entries(scenario.uncertain).filter(
      ([path]) => usable(path) && !joint.has(path),
    );
    this.paths = [...drawn, ...priors.map(([path]) => path)];
    this.unused = (draws?.paths ?? []).filter((path) => !joint.has(path));
    this.#rows = checkedRows(draws);
    this.#columns = drawn.map((path) => draws?.paths.indexOf(path) ?? -1);
    this.#priors = priors.map(([path, prior]) => {
      const { min, max } = rowOfPath(path) ?? { min: -Infinity, max: Infinity };
      return { stream: hashText(path), quantile: new PriorQuantile(prior, min, max) };
    });
  }

  /** Values of `paths` for a member, in their order. */
  valuesFor(seed: number, member: number): Float64Array {
    const values = new Float64Array(this.paths.length);
    const joint = this.#columns.length;
    if (joint > 0) {
      const row = this.#rows[this.#rowFor(seed, member)] ?? [];
      for (const [index, column] of this.#columns.entries()) values[index] = row[column] ?? NaN;
    }
    for (const [index, { stream, quantile }] of this.#priors.entries()) {
      values[joint + index] = quantile.at(uniformOf(seed, member, stream));
    }
    return values;
  }

  /** Row of the draws for a member: all rows in turn, in an order shuffled by the seed. */
  #rowFor(seed: number, member: number): number {
    if (this.#order?.seed !== seed) {
      this.#order = { seed, rows: shuffled(this.#rows.length, seed) };
    }
    return this.#order.rows[member % this.#rows.length] ?? 0;
  }
}

function checkedRows(draws: DrawSet | null): readonly (readonly number[])[] {
  if (draws === null || draws.paths.length === 0) return [];
  const right = (row: readonly number[]): boolean =>
    row.length === draws.paths.length && row.every((value) => Number.isFinite(value));
  if (draws.draws.length > 0 && draws.draws.every(right)) {
    for (const [column, path] of draws.paths.entries()) requireWithin(draws, path, column);
    return draws.draws;
  }
  throw new HashfallError("number.domain", `draws "${draws.name}" are empty or of unequal length`);
}

function requireWithin({ name, draws }: DrawSet, path: string, column: number): void {
  const { min, max } = rowOfPath(path) ?? { min: -Infinity, max: Infinity };
  const wrong = draws.findIndex(
    (row) => !((row[column] ?? NaN) >= min && (row[column] ?? NaN) <= max),
  );
  if (wrong < 0) return;
  const reason = `draw ${wrong + 1}: ${draws[wrong]?.[column]} is outside ${min} to ${max}`;
  throw invalidInput(`${name} ${path}`, reason, "make the draws anew, or run with --no-posterior");
}

/** The numbers 0 … count − 1 in an order that depends on the seed alone (Fisher-Yates). */
function shuffled(count: number, seed: number): Int32Array {
  const rows = Int32Array.from({ length: count }, (_, index) => index);
  const random = new Random(mix(seed, SHUFFLE, 0));
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random.uniform() * (last + 1));
    const kept = rows[last] ?? 0;
    rows[last] = rows[other] ?? 0;
    rows[other] = kept;
  }
  return rows;
}

const SHUFFLE = 0x5eed;

function uniformOf(seed: number, member: number, stream: number): number {
  return new Random(mix(seed, member, stream)).uniform();
}

/** A seed for the stream of three numbers: 53 bits of two rounds of the murmur3 finaliser. */
function mix(seed: number, member: number, stream: number): number {
  const start = scramble((seed >>> 0) ^ scramble(Math.floor(seed / 2 ** 32) ^ 0x9e3779b9));
  const low = scramble(scramble(start ^ member) ^ stream);
  const high = scramble(low ^ scramble(member + 0x85ebca6b) ^ start);
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

function scramble(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
