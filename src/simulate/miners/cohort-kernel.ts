import { instantiate } from "../../base/index.ts";
import {
  CONSTANT_COUNT,
  type CohortMemory,
  type CohortShape,
  LANES,
  cohortMemory,
} from "./cohort-memory.ts";
import { cohortProgram } from "./cohort-program.ts";
import { PlainCohorts } from "./plain-cohorts.ts";

/** The columns of a fleet in one memory. */
export interface CohortColumns {
  readonly shape: CohortShape;
  /** Numbers of a step, in the order of `CONSTANTS`. */
  readonly constants: Float64Array;
  /** By cohort: scaled logarithm of cost, fraction switched on, EH/s installed, part with power. */
  readonly position: Float64Array;
  readonly online: Float64Array;
  readonly hash: Float64Array;
  readonly available: Float64Array;
  /** By generation: J/TH, and EH/s running after a step. */
  readonly efficiency: Float64Array;
  readonly running: Float64Array;
  /** EH/s that land by each of two keys, by generation. */
  readonly landing: readonly [Float64Array, Float64Array];
  /** Share of what lands by each key, by site, and of that by operator. */
  readonly keys: readonly [Float64Array, Float64Array];
  readonly parts: Float64Array;
  /** By site, after a step: EH/s, MW; blocks to step, the rest having no machines. */
  readonly rate: Float64Array;
  readonly power: Float64Array;
  readonly open: Int32Array;
  /** EH/s and MW of all sites after a step. */
  readonly whole: Float64Array;
  /** Shares taken out of blocks, and EH/s that were, by generation. */
  readonly share: Float64Array;
  readonly out: Float64Array;
  /** Those blocks, each with that of its hidden: bytes of a column from its first cohort. */
  readonly blockList: Int32Array;
}

/** Cohorts with what is done to all of them. */
export interface CohortKernel extends CohortColumns {
  /** Installs what `landing` holds, by `keys` and `parts`. */
  land(): void;
  /** Takes `share` out of so many blocks of the list into `out`; a part of it is added to the hidden. */
  close(count: number): void;
  /** One step of every cohort; `fastOn`: 1 where owners switch on faster than off, else 0. */
  step(fastOn: 0 | 1): void;
}

/** Columns of a shape with the fastest step this machine has. */
export function cohortKernel(shape: CohortShape): CohortKernel {
  return simdKernel(shape) ?? plainKernel(shape);
}

/** Two cohorts at a time, by a module made here; null where there is no SIMD. */
export function simdKernel(shape: CohortShape): CohortKernel | null {
  const memory = cohortMemory(shape);
  const module = instantiate<"run">(cohortProgram(memory));
  if (module === null) return null;
  const { run } = module;
  const { sites } = shape;
  const columns = columnsIn(module.memory.buffer, memory);
  return {
    ...columns,
    land: () => run(sites, 0, 0, 0),
    close: (count) => {
      if (count === 0) columns.out.fill(0);
      else run(0, count, 0, 0);
    },
    step: (fastOn) => run(0, 0, sites, fastOn),
  };
}

/** The same without WebAssembly, equal to the last bit. */
export function plainKernel(shape: CohortShape): CohortKernel {
  const memory = cohortMemory(shape);
  const columns = columnsIn(new ArrayBuffer(memory.bytes), memory);
  const plain = new PlainCohorts(columns);
  return {
    ...columns,
    land: () => plain.land(),
    close: (count) => plain.close(count),
    step: (fastOn) => plain.step(fastOn),
  };
}

function columnsIn(buffer: ArrayBuffer, memory: CohortMemory): CohortColumns {
  const { sites, blocks, pairs, columns } = memory;
  const generations = LANES * pairs;
  const numbers = (offset: number, length: number): Float64Array =>
    new Float64Array(buffer, offset, length);
  const column = (offset: number): Float64Array => numbers(offset, sites * blocks * generations);
  return {
    shape: { sites, blocks, pairs },
    constants: numbers(memory.constants, CONSTANT_COUNT),
    position: column(columns.position),
    online: column(columns.online),
    hash: column(columns.hash),
    available: column(columns.available),
    efficiency: numbers(memory.efficiency, generations),
    running: numbers(memory.running, generations),
    landing: [numbers(memory.landing[0], generations), numbers(memory.landing[1], generations)],
    keys: [numbers(memory.keys[0], sites), numbers(memory.keys[1], sites)],
    parts: numbers(memory.parts, sites * (blocks - 1)),
    rate: numbers(memory.rate, sites),
    power: numbers(memory.power, sites),
    open: new Int32Array(buffer, memory.open, sites),
    whole: numbers(memory.whole, LANES),
    share: numbers(memory.share, generations),
    out: numbers(memory.out, generations),
    blockList: new Int32Array(buffer, memory.blockList, 2 * sites * (blocks - 1)),
  };
}
