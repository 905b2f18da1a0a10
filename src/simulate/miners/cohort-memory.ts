/** Cohorts that are stepped side by side. */
export const LANES = 2;
export const NUMBER_BYTES = 8;
export const VECTOR_BYTES: number = LANES * NUMBER_BYTES;
export const WORD_BYTES = 4;

/** Numbers that hold for all cohorts of a step, in the order in which the program reads them. */
export const CONSTANTS = {
  origin: 0,
  edge: 1,
  middle: 2,
  linear: 3,
  cubic: 4,
  on: 5,
  off: 6,
  perRate: 7,
  perPower: 8,
  hidden: 9,
} as const;
export const CONSTANT_COUNT: number = Object.keys(CONSTANTS).length;
/** Columns over the cohorts. */
const COLUMNS = ["position", "online", "hash", "available"] as const;

/** Cohorts of a fleet: sites of blocks of pairs of generations, one behind the other. */
export interface CohortShape {
  readonly sites: number;
  /** Blocks of a site, the hidden last. */
  readonly blocks: number;
  /** Pairs of generations of a block; the last may have one that is no machine. */
  readonly pairs: number;
}

/** Where everything lies in the program's memory, bytes. */
export interface CohortMemory extends CohortShape {
  readonly constants: number;
  /** By generation: J/TH, running EH/s after a step, and EH/s that land by each of two keys. */
  readonly efficiency: number;
  readonly running: number;
  readonly landing: readonly [number, number];
  /** By generation: share taken out of blocks, and EH/s that were. */
  readonly share: number;
  readonly out: number;
  /** Blocks to take out of, each with that of its hidden, as bytes from the first cohort. */
  readonly blockList: number;
  /** EH/s and MW of all sites. */
  readonly whole: number;
  /** By site: share of what lands by each key; EH/s and MW after a step; blocks to step. */
  readonly keys: readonly [number, number];
  readonly rate: number;
  readonly power: number;
  readonly open: number;
  /** By site and operator: share of what lands at the site. */
  readonly parts: number;
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], number>>;
  readonly bytes: number;
}

export function cohortMemory(shape: CohortShape): CohortMemory {
  const { sites, blocks, pairs } = shape;
  const generations = LANES * pairs;
  const cohorts = sites * blocks * generations;
  let end = 0;
  const place = (numbers: number): number => {
    const start = end;
    end += Math.ceil(numbers / LANES) * VECTOR_BYTES;
    return start;
  };
  return {
    ...shape,
    constants: place(CONSTANT_COUNT),
    efficiency: place(generations),
    running: place(generations),
    landing: [place(generations), place(generations)],
    share: place(generations),
    out: place(generations),
    blockList: place(sites * (blocks - 1)),
    whole: place(LANES),
    keys: [place(sites), place(sites)],
    rate: place(sites),
    power: place(sites),
    open: place(sites),
    parts: place(sites * (blocks - 1)),
    columns: {
      position: place(cohorts),
      online: place(cohorts),
      hash: place(cohorts),
      available: place(cohorts),
    },
    bytes: end,
  };
}
