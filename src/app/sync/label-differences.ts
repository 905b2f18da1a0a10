import {
  type AttributedLabels,
  type Attribution,
  type LabelDifference,
  type PoolLabels,
  basisOf,
  comparePoolLabels,
} from "../../attribution/index.ts";
import { type BlockColumns, type FactRecord, UNOBSERVED } from "../../record/index.ts";

/** Labels set against each other, block by block. */
export interface LabelDifferences {
  readonly from: number;
  readonly to: number;
  /** Blocks whose coinbase is stored. */
  readonly blocks: number;
  /** Those of them that the shipped record labels too. */
  readonly compared: number;
  readonly differing: number;
  /** The most blocks first. */
  readonly differences: readonly LabelDifference[];
}

/** Attributes the blocks of a range one after another, and says how many there were. */
type AttributeAll = (visit: (height: number, attribution: Attribution) => void) => Promise<number>;

/** A code that no list of pools is long enough for: nobody has looked. */
const NOBODY_LOOKED = 0xffff;

/** Where the labels of a range differ from the shipped ones, explained. */
export async function labelDifferences(
  { blocks: shippedBlocks, pools }: FactRecord,
  { from, to }: { readonly from: number; readonly to: number },
  attributeAll: AttributeAll,
): Promise<LabelDifferences> {
  const pool = new Uint16Array(Math.max(0, to - from + 1)).fill(NOBODY_LOOKED);
  const basis = new Uint8Array(pool.length);
  const codes = new Map<string, number>();
  const blocks = await attributeAll((height, attribution) => {
    const code = codes.get(attribution.pool) ?? codes.size;
    codes.set(attribution.pool, code);
    pool[height - from] = code;
    basis[height - from] = basisOf(attribution);
  });
  const synced = { firstHeight: from, pool, basis, pools: [...codes.keys()] };
  const shipped = observed(shippedBlocks);
  const differences = comparePoolLabels(shipped, synced, pools);
  return {
    from,
    to,
    blocks,
    compared: comparedBlocks(shipped, synced),
    differing: differences.reduce((sum, difference) => sum + difference.blocks, 0),
    differences,
  };
}

/** Labels as they are, without those that only say that nobody looked. */
function observed({ firstHeight, pool, pools }: BlockColumns): PoolLabels {
  const unobserved = pools.indexOf(UNOBSERVED);
  if (unobserved === -1) return { firstHeight, pool, pools };
  const looked = pool.map((code) => (code === unobserved ? NOBODY_LOOKED : code));
  return { firstHeight, pool: looked, pools };
}

function comparedBlocks(shipped: PoolLabels, synced: AttributedLabels): number {
  let compared = 0;
  for (const [row, code] of synced.pool.entries()) {
    const other = shipped.pool[synced.firstHeight + row - shipped.firstHeight] ?? NOBODY_LOOKED;
    if (code !== NOBODY_LOOKED && other !== NOBODY_LOOKED) compared += 1;
  }
  return compared;
}
