import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { DELIVERY_STAGES } from "../miners/deployment.ts";
import { ROAD_STAGES } from "../miners/displacement.ts";
import { NUMBER_BYTES, SINGLE_BYTES, VECTOR_BYTES, WORD_BYTES } from "./pair-code.ts";

const PAIR = 2;
const BATCH_PAIRS: number = BLOCK_MEMBERS / PAIR;

/** What the members of a scenario have in common: how many there are of everything. */
export interface BatchShape {
  readonly regions: number;
  readonly sites: number;
  /** Sites of each region, one behind the other. */
  readonly sitesOfRegion: readonly (readonly number[])[];
  /** Blocks of generations at a site, the hidden last. */
  readonly blocks: number;
  /** Places of a block, and how many of them are generations of machines. */
  readonly stride: number;
  readonly machines: number;
  /** Site on water of each region with surplus water; −1 where none is. */
  readonly wetSites: readonly number[];
  /** Sites on renewable power. */
  readonly renewable: readonly boolean[];
  /** Orders that carry machines with the season. */
  readonly moves: number;
  readonly series: number;
  /** Whether each step is reported, in single precision; else some together are. */
  readonly everyStep: boolean;
  readonly totals: number;
  readonly stepDays: number;
  /** Cohorts of every order's scope, as blocks. */
  readonly reaches: readonly Int32Array[];
}

/** Numbers of a member. */
const NAMES = [
  // By cohort: scaled logarithm of cost, fraction switched on, EH/s installed, part with power.
  "position",
  "online",
  "hash",
  "available",
  // By site and operator: share of what lands at the site.
  "parts",
  // By generation: J/TH; million machines in an EH/s; 1 where an order reaches it; what one took out.
  "efficiency",
  "perMachine",
  "reached",
  "out",
  // By site: share of new and of moved machines; EH/s and MW; kg/MWh; mask of outages.
  "newKey",
  "movedKey",
  "rate",
  "power",
  "carbon",
  "marginalCarbon",
  "felt",
  // By site and generation: scaled cost of the dearest where nobody switches, infinite elsewhere.
  "stillBelow",
  // By generation: where machines without a plug are, EH/s.
  "dismantling",
  "road",
  "resale",
  "seasonal",
  "queue",
  "scrapped",
  "lost",
  "waitingOf",
  // By generation: 1 for the one that is ordered, and what of it lands; on order, by stage.
  "isNewest",
  "landingNew",
  "onOrder",
  // By region: plugs there are, plugs that become ready in a step [MW], appeal where it is open.
  "spare",
  "ready",
  "openWeight",
  // By region with water: MW.
  "surplus",
  "totals",
  "scalars",
] as const;
type Name = (typeof NAMES)[number];

/** How many numbers of each kind a member has. */
function lengthsOf(shape: BatchShape): Record<Name, number> {
  const { sites, blocks, stride, machines, regions } = shape;
  const cohorts = sites * blocks * stride;
  return {
    position: cohorts,
    online: cohorts,
    hash: cohorts,
    available: cohorts,
    parts: sites * (blocks - 1),
    efficiency: stride,
    perMachine: stride,
    reached: stride * shape.reaches.length,
    out: stride,
    newKey: sites,
    movedKey: sites,
    rate: sites,
    power: sites,
    carbon: sites,
    marginalCarbon: sites,
    felt: sites,
    stillBelow: sites * stride,
    dismantling: machines,
    road: machines * ROAD_STAGES,
    resale: machines * ROAD_STAGES,
    seasonal: machines * shape.moves,
    queue: machines,
    scrapped: machines,
    lost: machines,
    waitingOf: machines,
    isNewest: machines,
    landingNew: machines,
    onOrder: DELIVERY_STAGES,
    spare: regions,
    ready: regions,
    openWeight: regions,
    surplus: shape.wetSites.length,
    totals: shape.totals,
    scalars: Object.keys(SCALARS).length,
  };
}

/** Single numbers of a member. */
export const SCALARS = {
  origin: 0,
  edge: 1,
  middle: 2,
  linear: 3,
  cubic: 4,
  on: 5,
  off: 6,
  /** 1 where owners switch off faster than on, else −1. */
  sign: 7,
  perRate: 8,
  perPower: 9,
  /** Part of what an order takes out that hides, and that loses its plug. */
  hidden: 10,
  pue: 11,
  deliveryLeaving: 12,
  dismantleLeaving: 13,
  roadLeaving: 14,
  resaleLeaving: 15,
  /** 1 where any region is open to newcomers, and 0; else 0 and 1. */
  anywhere: 16,
  nowhere: 17,
  wholeRate: 18,
  machinesOnline: 19,
  displacedTotal: 20,
  /** What the account is told of a step. */
  week: 21,
  difficulty: 22,
  price: 23,
  hashprice: 24,
  /** What an order takes out of its scope, or leaves of the power there. */
  share: 25,
  left: 26,
  /** Parts of the displaced that move, are sold and are scrapped. */
  moved: 27,
  sold: 28,
  scrapped: 29,
  /** Part of what is off that is retired in a round. */
  retired: 30,
} as const;

export type Offsets = Readonly<Record<Name, number>>;

/** Where everything lies, bytes. */
export interface BatchMemory {
  /** Of a pair's numbers, from where the pair begins. */
  readonly offsets: Offsets;
  /** For all members: series of a step, by series and member. */
  readonly rows: number;
  /** Of a number there. */
  readonly rowBytes: number;
  /** Whether any member hides at each site, and feels an outage there; blocks that orders reach. */
  readonly hides: number;
  readonly feltAt: number;
  readonly reaches: readonly number[];
  readonly pairsFrom: number;
  readonly pairBytes: number;
  readonly bytes: number;
}

export function batchMemory(shape: BatchShape): BatchMemory {
  const lengths = lengthsOf(shape);
  let pairBytes = 0;
  const place = (length: number): number => {
    const start = pairBytes;
    pairBytes += length * VECTOR_BYTES;
    return start;
  };
  const offsets = { ...lengths };
  for (const name of NAMES) offsets[name] = place(lengths[name]);
  const rows = 0;
  const rowBytes = shape.everyStep ? SINGLE_BYTES : NUMBER_BYTES;
  const hides = shape.series * BLOCK_MEMBERS * rowBytes;
  const feltAt = hides + shape.sites * WORD_BYTES;
  let end = feltAt + shape.sites * WORD_BYTES;
  const reaches = shape.reaches.map(({ length }) => {
    const start = end;
    end += length * WORD_BYTES;
    return start;
  });
  const pairsFrom = Math.ceil(end / VECTOR_BYTES) * VECTOR_BYTES;
  const bytes = pairsFrom + BATCH_PAIRS * pairBytes;
  return { offsets, rows, rowBytes, hides, feltAt, reaches, pairsFrom, pairBytes, bytes };
}
