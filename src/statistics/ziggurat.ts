import type { Random } from "../base/index.ts";

/** Layers of equal area under a falling density: one 32-bit number chooses a layer and a place in it. */
export interface Layers {
  /** A point in a cell below this one lies under the density whatever its height. */
  readonly inside: Int32Array;
  /** Width of a cell in each layer. */
  readonly cell: Float64Array;
  /** Density at the outer edge of each layer. */
  readonly height: Float64Array;
}

/** Layers; the low byte of a 32-bit number chooses one, the rest a cell of it. */
const LAYERS = 256;
const CELLS = 2 ** 24;
/** Where the tail begins and the area of a layer: the only pair whose innermost layer ends at 0. */
const EXPONENTIAL_TAIL = 7.69711747013105;
const EXPONENTIAL_AREA = 0.003949659822581557;
/** The same of the normal density, half of it; a sign takes one bit of the cell. */
const NORMAL_TAIL = 3.654152885361009;
const NORMAL_AREA = 0.004928673233974655;

/** Layers of e^(−x); the block-by-block loop of the simulation reads them itself. */
export const EXPONENTIAL: Layers = layersOf({
  tail: EXPONENTIAL_TAIL,
  area: EXPONENTIAL_AREA,
  density: (x) => Math.exp(-x),
  inverse: (y) => -Math.log(y),
  cells: CELLS,
});
const NORMAL: Layers = layersOf({
  tail: NORMAL_TAIL,
  area: NORMAL_AREA,
  density: (x) => Math.exp(-0.5 * x * x),
  inverse: (y) => Math.sqrt(-2 * Math.log(y)),
  cells: CELLS / 2,
});

/** As constants of the module their lengths are known when the loops that read them are compiled. */
const { inside: EXPONENTIAL_INSIDE, cell: EXPONENTIAL_CELL } = EXPONENTIAL;
const { inside: NORMAL_INSIDE, cell: NORMAL_CELL } = NORMAL;

/**
 * Exponential with mean 1, by a ziggurat.
 *
 * A value is the middle of one of 2^24 cells of its layer, at most 4.6e-7 wide.
 * Source: G. Marsaglia, W. W. Tsang 2000, "The ziggurat method for generating random variables",
 * J. Stat. Softw. 5(8).
 */
export function exponentialDraw(random: Random): number {
  return exponentialFrom(random.nextUint32(), random);
}

/** The same, of a number that the caller has drawn already. */
export function exponentialFrom(first: number, random: Random): number {
  for (let word = first; ; word = random.nextUint32()) {
    const layer = word & 255;
    const place = word >>> 8;
    const x = (place + 0.5) * (EXPONENTIAL_CELL[layer] ?? 0);
    if (place < (EXPONENTIAL_INSIDE[layer] ?? 0)) return x;
    if (layer === 0) return EXPONENTIAL_TAIL - Math.log(random.uniform());
    const low = EXPONENTIAL.height[layer] ?? 0;
    const high = EXPONENTIAL.height[layer - 1] ?? 0;
    if (low + random.uniform() * (high - low) < Math.exp(-x)) return x;
  }
}

/** Standard normal, by the same method. */
export function normalDraw(random: Random): number {
  for (;;) {
    const word = random.nextUint32() | 0;
    const layer = word & 255;
    const place = word >> 8;
    const x = (place + 0.5) * (NORMAL_CELL[layer] ?? 0);
    const reach = place ^ (place >> 31);
    if (reach < (NORMAL_INSIDE[layer] ?? 0)) return x;
    if (layer === 0) return place < 0 ? -normalTail(random) : normalTail(random);
    const low = NORMAL.height[layer] ?? 0;
    const high = NORMAL.height[layer - 1] ?? 0;
    if (low + random.uniform() * (high - low) < Math.exp(-0.5 * x * x)) return x;
  }
}

/** Normal above the last layer. Source: G. Marsaglia 1964, Technometrics 6:101. */
function normalTail(random: Random): number {
  for (;;) {
    const x = -Math.log(random.uniform()) / NORMAL_TAIL;
    if (-2 * Math.log(random.uniform()) > x * x) return NORMAL_TAIL + x;
  }
}

interface Shape {
  readonly tail: number;
  readonly area: number;
  readonly density: (x: number) => number;
  readonly inverse: (y: number) => number;
  readonly cells: number;
}

/**
 * Layer i ≥ 1 lies between the edges x(i−1) < x(i), the last at the tail's start; layer 0 is the strip
 * under the density there together with the tail, as wide as one of the same area would be.
 *
 *   f(x(i−1)) = f(x(i)) + area / x(i)
 */
function layersOf({ tail, area, density, inverse, cells }: Shape): Layers {
  const inside = new Int32Array(LAYERS);
  const cell = new Float64Array(LAYERS);
  const height = new Float64Array(LAYERS);
  const strip = area / density(tail);
  inside[0] = Math.floor((tail / strip) * cells);
  cell[0] = strip / cells;
  height[0] = 1;
  let edge = tail;
  for (let layer = LAYERS - 1; layer >= 1; layer -= 1) {
    height[layer] = density(edge);
    cell[layer] = edge / cells;
    const inner = layer === 1 ? 0 : inverse(density(edge) + area / edge);
    inside[layer] = Math.floor((inner / edge) * cells);
    edge = inner;
  }
  return { inside, cell, height };
}
