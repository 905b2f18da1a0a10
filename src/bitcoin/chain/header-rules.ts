import type { UnixSeconds } from "../../base/index.ts";
import { displayHash } from "../header.ts";
import type { Network } from "../network.ts";
import { type CompactBits, RETARGET_INTERVAL, TARGET_SPACING, nextBits } from "../retarget.ts";
import type { TargetTable } from "../target-table.ts";
import type { HeaderTable } from "./header-table.ts";

/** Blocks whose median the time of the next must exceed. Bitcoin Core: `nMedianTimeSpan`. */
const MEDIAN_TIME_SPAN = 11;
/** Furthest a header's time may lie ahead of the clock, in seconds. Bitcoin Core: `MAX_FUTURE_BLOCK_TIME`. */
const MAX_FUTURE_TIME = 7_200;
/** Furthest an epoch may begin before the block before it, in seconds. BIP 94; Bitcoin Core: `MAX_TIMEWARP`. */
const MAX_TIMEWARP = 600;

/** How late a block must be to be allowed the easiest target, in seconds; more than this. */
const EASY_AFTER = 2 * TARGET_SPACING;

/** What the rules ask of the chain that a header builds on; rows are the chain's own numbers. */
export interface Ancestry {
  height(row: number): number;
  time(row: number): UnixSeconds;
  bits(row: number): CompactBits;
  /** Row of the block before; -1 before the first. */
  parent(row: number): number;
  /** Row of the block at a height among those before `row`, `row` itself among them. */
  ancestor(row: number, height: number): number;
}

/**
 * Packed target that the block after `parent` must carry.
 *
 * Where easy blocks are allowed, one that is not late carries the last bits that were not easy, at
 * most back to the epoch's first block. Within an epoch those are always its first block's: it begins
 * with them, and whoever is not late hands them on.
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `GetNextWorkRequired`.
 */
function requiredBits(
  chain: Ancestry,
  parent: number,
  time: UnixSeconds,
  network: Network,
): CompactBits {
  const intoEpoch = (chain.height(parent) + 1) % RETARGET_INTERVAL;
  if (intoEpoch === 0) return bitsOfNewEpoch(chain, parent, network);
  if (!network.allowsEasyBlocks) return chain.bits(parent);
  if (time > chain.time(parent) + EASY_AFTER) return network.powLimitBits;
  return chain.bits(chain.ancestor(parent, chain.height(parent) + 1 - intoEpoch));
}

/** Source: Bitcoin Core v28, src/pow.cpp, `CalculateNextWorkRequired`. */
function bitsOfNewEpoch(chain: Ancestry, parent: number, network: Network): CompactBits {
  if (network.neverRetargets) return chain.bits(parent);
  const first = chain.ancestor(parent, chain.height(parent) + 1 - RETARGET_INTERVAL);
  const old = chain.bits(network.enforcesBip94 ? first : parent);
  return nextBits(old, chain.time(first), chain.time(parent), network.powLimit);
}

/**
 * Whether a time exceeds the median of the last eleven, `parent`'s among them; of fewer where the
 * chain is shorter.
 *
 *   t > sorted[⌊n/2⌋]  ⟺  more than ⌊n/2⌋ of the n times lie below t
 *
 * Source: Bitcoin Core v28, src/chain.h, `GetMedianTimePast`.
 */
function exceedsMedianTime(chain: Ancestry, parent: number, time: number): boolean {
  let [row, seen, below] = [parent, 0, 0];
  while (row >= 0 && seen < MEDIAN_TIME_SPAN && below <= MEDIAN_TIME_SPAN / 2) {
    seen += 1;
    if (chain.time(row) < time) below += 1;
    row = chain.parent(row);
  }
  return below > Math.floor(seen / 2);
}

/** Which rule of consensus a header breaks. */
export type HeaderRule =
  | "size"
  | "parent"
  | "bits"
  | "work"
  | "median-time"
  | "future-time"
  | "timewarp"
  | "version"
  | "checkpoint";

/** A rule and how it was broken. */
export interface BrokenRule {
  readonly rule: HeaderRule;
  readonly message: string;
}

/** Hashes that headers of certain heights must have, in display order. */
export type Checkpoints = ReadonlyMap<number, string>;

/** What headers are measured by, besides the chain they build on. */
export interface Rules {
  readonly network: Network;
  readonly checkpoints: Checkpoints;
  /** The clock, which bounds how far ahead a header's time may lie. */
  readonly now: UnixSeconds;
  readonly targets: TargetTable;
}

/** A header about to be entered: a row of a batch, and the row of its parent in the chain. */
export interface Candidate {
  readonly batch: HeaderTable;
  readonly row: number;
  readonly parent: number;
}

/**
 * The first rule a header breaks, of those that can be checked without transactions; null where it
 * keeps them all.
 *
 * Source: Bitcoin Core v28, src/validation.cpp, `CheckBlockHeader`, `ContextualCheckBlockHeader`.
 */
export function brokenRule(chain: Ancestry, candidate: Candidate, rules: Rules): BrokenRule | null {
  const { batch, row, parent } = candidate;
  const bits = batch.bits(row);
  const required = requiredBits(chain, parent, batch.time(row), rules.network);
  if (bits !== required) {
    return { rule: "bits", message: `bits ${hex(bits)} instead of ${hex(required)}` };
  }
  if (!batch.meetsTarget(row, rules.targets)) {
    return { rule: "work", message: `hash above the target of bits ${hex(bits)}` };
  }
  return (
    brokenTimeRule(chain, candidate, rules) ??
    brokenHeightRule(chain.height(parent) + 1, candidate, rules)
  );
}

function brokenTimeRule(
  chain: Ancestry,
  { batch, row, parent }: Candidate,
  { network, now }: Rules,
): BrokenRule | null {
  const time = batch.time(row);
  if (!exceedsMedianTime(chain, parent, time)) {
    return { rule: "median-time", message: `time ${time} not above the median of the last 11` };
  }
  if (time > now + MAX_FUTURE_TIME) {
    return { rule: "future-time", message: `time ${time} more than two hours ahead of ${now}` };
  }
  const startsEpoch = (chain.height(parent) + 1) % RETARGET_INTERVAL === 0;
  if (network.enforcesBip94 && startsEpoch && time < chain.time(parent) - MAX_TIMEWARP) {
    return { rule: "timewarp", message: `epoch begins at ${time}, over 600 s before its parent` };
  }
  return null;
}

function brokenHeightRule(
  height: number,
  { batch, row }: Candidate,
  { network, checkpoints }: Rules,
): BrokenRule | null {
  const version = batch.version(row);
  for (const floor of network.versionFloors) {
    if (height >= floor.height && version < floor.version) {
      return { rule: "version", message: `version ${version} below ${floor.version}` };
    }
  }
  const expected = checkpoints.get(height);
  if (expected !== undefined && expected !== displayHash(batch.hash(row))) {
    return { rule: "checkpoint", message: `hash is not the checkpoint ${expected}` };
  }
  return null;
}

const hex = (bits: number): string => bits.toString(16).padStart(8, "0");
