import { HashfallError } from "../base/index.ts";
import type { BlockColumns } from "./fact-record.ts";

/** Slug of blocks whose coinbase was never seen, so that nobody can say who made them. */
export const UNOBSERVED = "unobserved";
/** Slug of blocks whose maker is not known: the coinbase names nobody. */
export const UNKNOWN = "unknown";
const MOST_DIFFERENCES = 20;

/** One fact on which two chains differ. */
interface ColumnDifference {
  readonly height: number;
  readonly what: "time" | "bits";
  readonly shipped: number;
  readonly synced: number;
}

/** How far a synced chain and the shipped record say the same where both reach. */
export interface CrossCheck {
  /** Heights that both hold; null where there are none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Blocks whose time and bits were compared. */
  readonly compared: number;
  readonly differing: number;
  /** The first of them. */
  readonly differences: readonly ColumnDifference[];
  /** Blocks whose coinbase both saw; `unknown` is a label like any other. */
  readonly labelsCompared: number;
  readonly labelsAgreeing: number;
}

/** Sets a synced chain against the shipped record, block by block. */
export function crossCheck(shipped: BlockColumns, synced: BlockColumns): CrossCheck {
  const first = Math.max(shipped.firstHeight, synced.firstHeight);
  const last = Math.min(tipOf(shipped), tipOf(synced));
  const overlaps = last >= first;
  const compared = overlaps ? last - first + 1 : 0;
  const range = { first, compared };
  const differences = [
    ...columnDifferences("time", shipped, synced, range),
    ...columnDifferences("bits", shipped, synced, range),
  ];
  return {
    first: overlaps ? first : null,
    last: overlaps ? last : null,
    compared,
    differing: differences.length,
    differences: differences.slice(0, MOST_DIFFERENCES),
    ...compareLabels(shipped, synced, range),
  };
}

interface Overlap {
  readonly first: number;
  readonly compared: number;
}

function columnDifferences(
  what: "time" | "bits",
  shipped: BlockColumns,
  synced: BlockColumns,
  { first, compared }: Overlap,
): ColumnDifference[] {
  const [ours, theirs] = [shipped[what], synced[what]];
  const [a, b] = [first - shipped.firstHeight, first - synced.firstHeight];
  const differences: ColumnDifference[] = [];
  for (let row = 0; row < compared; row += 1) {
    const [one = NaN, other = NaN] = [ours[a + row], theirs[b + row]];
    if (one === other) continue;
    differences.push({ height: first + row, what, shipped: one, synced: other });
  }
  return differences;
}

function compareLabels(
  shipped: BlockColumns,
  synced: BlockColumns,
  { first, compared }: Overlap,
): Pick<CrossCheck, "labelsCompared" | "labelsAgreeing"> {
  const sameAs = synced.pools.map((slug) => shipped.pools.indexOf(slug));
  const unlabelled = [shipped.pools.indexOf(UNOBSERVED), synced.pools.indexOf(UNOBSERVED)];
  const [a, b] = [first - shipped.firstHeight, first - synced.firstHeight];
  let [labelsCompared, labelsAgreeing] = [0, 0];
  for (let row = 0; row < compared; row += 1) {
    const [ours = -1, theirs = -1] = [shipped.pool[a + row], synced.pool[b + row]];
    if (ours === unlabelled[0] || theirs === unlabelled[1]) continue;
    labelsCompared += 1;
    if (sameAs[theirs] === ours) labelsAgreeing += 1;
  }
  return { labelsCompared, labelsAgreeing };
}

/**
 * The shipped blocks and the synced ones as one run: a synced chain begins at the first block, so it
 * stands for all it reaches; shipped blocks above its tip follow. A block's pool is what its synced
 * coinbase says, or what the shipped record says where that is silent.
 *
 * The shipped blocks alone come back where the two leave a gap between them.
 *
 * @throws HashfallError `record.damaged` where the two contradict each other.
 */
export function mergeBlocks(shipped: BlockColumns, synced: BlockColumns): BlockColumns {
  if (tipOf(synced) + 1 < shipped.firstHeight) return shipped;
  const { differing, differences } = crossCheck(shipped, synced);
  if (differing > 0) throw contradiction(differing, differences);
  const firstHeight = Math.min(shipped.firstHeight, synced.firstHeight);
  const rows = Math.max(tipOf(shipped), tipOf(synced)) - firstHeight + 1;
  const time = new Float64Array(rows);
  const bits = new Uint32Array(rows);
  for (const part of [shipped, synced]) {
    time.set(part.time, part.firstHeight - firstHeight);
    bits.set(part.bits, part.firstHeight - firstHeight);
  }
  return { firstHeight, time, bits, ...mergedPools(shipped, synced, { firstHeight, rows }) };
}

function mergedPools(
  shipped: BlockColumns,
  synced: BlockColumns,
  { firstHeight, rows }: { readonly firstHeight: number; readonly rows: number },
): Pick<BlockColumns, "pool" | "pools"> {
  const pools = [...new Set([UNOBSERVED, ...shipped.pools, ...synced.pools])];
  const pool = new Uint16Array(rows);
  const ours = shipped.pools.map((slug) => pools.indexOf(slug));
  const theirs = synced.pools.map((slug) => pools.indexOf(slug));
  const silent = new Set([pools.indexOf(UNOBSERVED), pools.indexOf(UNKNOWN)]);
  const offset = shipped.firstHeight - firstHeight;
  for (const [row, code] of shipped.pool.entries()) pool[offset + row] = ours[code] ?? 0;
  const from = synced.firstHeight - firstHeight;
  for (const [row, code] of synced.pool.entries()) {
    const label = theirs[code] ?? 0;
    const known = pool[from + row] ?? 0;
    if (!silent.has(label) || known === 0) pool[from + row] = label;
  }
  return { pool, pools };
}

function tipOf({ firstHeight, time }: BlockColumns): number {
  return firstHeight + time.length - 1;
}

function contradiction(count: number, differences: readonly ColumnDifference[]): HashfallError {
  return new HashfallError(
    "record.damaged",
    `the synced chain contradicts the shipped record in ${count} facts`,
    {
      problems: differences.map(({ height, what, shipped, synced }) => ({
        path: `height ${height}`,
        reason: `${what} ${synced} in the synced chain, ${shipped} in the shipped record`,
        remedy: "sync again from a source you trust, or name another folder with --data",
      })),
    },
  );
}
