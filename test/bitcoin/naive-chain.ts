import { type HeaderRule, type Network } from "../../src/bitcoin/index.ts";
import { type MinedBlock, ancestorAt, meets, pathTo, targetOf } from "./mined-chain.ts";

const EPOCH = 2016;
const TWO_WEEKS = 1_209_600;

/**
 * Bits that the block after `parent` must carry, found by walking back every time.
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `GetNextWorkRequired`, `CalculateNextWorkRequired`.
 */
export function naiveBits(parent: MinedBlock, time: number, network: Network): number {
  const limit: number = network.powLimitBits;
  if ((parent.height + 1) % EPOCH !== 0) {
    if (!network.allowsEasyBlocks) return parent.bits;
    if (time > parent.time + 1200) return limit;
    let at = parent;
    while (at.parent !== null && at.height % EPOCH !== 0 && at.bits === limit) at = at.parent;
    return at.bits;
  }
  if (network.neverRetargets) return parent.bits;
  const first = ancestorAt(parent, parent.height - (EPOCH - 1));
  const span = Math.min(Math.max(parent.time - first.time, TWO_WEEKS / 4), TWO_WEEKS * 4);
  const old = targetOf(network.enforcesBip94 ? first.bits : parent.bits);
  const next = (old * BigInt(span)) / BigInt(TWO_WEEKS);
  return packed(next < network.powLimit ? next : network.powLimit);
}

/**
 * Median time of the last eleven blocks, of fewer where there are fewer: the upper one of two.
 *
 * Source: Bitcoin Core v28, src/chain.h, `GetMedianTimePast`.
 */
export function naiveMedian(parent: MinedBlock): number {
  const times = pathTo(parent)
    .slice(-11)
    .map(({ time }) => time)
    .toSorted((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}

/**
 * Every rule that a block breaks.
 *
 * Source: Bitcoin Core v28, src/validation.cpp, `CheckBlockHeader`, `ContextualCheckBlockHeader`.
 */
export function naiveFaults(block: MinedBlock, network: Network, now: number): Set<HeaderRule> {
  const { parent, height, time, bits, version } = block;
  if (parent === null) return new Set();
  const faults = new Set<HeaderRule>();
  if (bits !== naiveBits(parent, time, network)) faults.add("bits");
  if (!meets(block, targetOf(bits))) faults.add("work");
  if (time <= naiveMedian(parent)) faults.add("median-time");
  if (time > now + 7200) faults.add("future-time");
  const startsEpoch = height % EPOCH === 0;
  if (network.enforcesBip94 && startsEpoch && time < parent.time - 600) faults.add("timewarp");
  if (network.versionFloors.some((floor) => height >= floor.height && version < floor.version)) {
    faults.add("version");
  }
  return faults;
}

/** Expected hashes of the chain that ends with a block, every block of it added up. */
export function naiveWork(block: MinedBlock): bigint {
  return pathTo(block).reduce((sum, { bits }) => sum + 2n ** 256n / (targetOf(bits) + 1n), 0n);
}

/** What became of the best chain when a block was added. */
export interface NaiveReorganisation {
  readonly forkHeight: number;
  /** Ids of the blocks that left, the lowest first. */
  readonly left: readonly string[];
}

/** All blocks seen; which is best is asked of all of them each time. */
export class NaiveTree {
  readonly seen: MinedBlock[];

  constructor(first: MinedBlock) {
    this.seen = [first];
  }

  /** The block whose chain has the most work; of several the one seen first. */
  get best(): MinedBlock {
    const works = this.seen.map((block) => naiveWork(block));
    const most = works.reduce((a, b) => (b > a ? b : a), 0n);
    const [first] = this.seen;
    if (first === undefined) throw new Error("no first block");
    return this.seen[works.indexOf(most)] ?? first;
  }

  add(block: MinedBlock): NaiveReorganisation | null {
    const before = pathTo(this.best).map(({ id }) => id);
    if (this.seen.every(({ id }) => id !== block.id)) this.seen.push(block);
    const after = new Set(pathTo(this.best).map(({ id }) => id));
    const left = before.filter((id) => !after.has(id));
    return left.length === 0 ? null : { forkHeight: before.length - left.length - 1, left };
  }
}

/** Source: Bitcoin Core v28, src/arith_uint256.cpp, `GetCompact`. */
function packed(target: bigint): number {
  let size = Math.ceil(target.toString(16).length / 2);
  let mantissa = Number(target >> (8n * BigInt(size - 3)));
  if (mantissa >= 0x800000) [mantissa, size] = [mantissa >>> 8, size + 1];
  return size * 2 ** 24 + mantissa;
}
