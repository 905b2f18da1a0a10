import { unixSeconds } from "../base/index.ts";
import {
  type BlockHeader,
  NETWORKS,
  type Network,
  RETARGET_INTERVAL,
  compactBits,
  meetsTarget,
  nextBits,
  parseHeader,
  toTarget,
} from "../bitcoin/index.ts";
import type { BlockColumns, Checkpoint, FactRecord, RetargetRow } from "./fact-record.ts";

/** A fact that contradicts the rules or another source: where, what was expected, what stands there. */
export interface Mismatch {
  readonly check: string;
  readonly height: number;
  readonly expected: string;
  readonly found: string;
}

/** How many facts a check looked at, and those that failed it. */
export interface CheckResult {
  readonly check: string;
  readonly checked: number;
  readonly mismatches: readonly Mismatch[];
}

/** Blocks whose median the time of the next must exceed. Bitcoin Core: `nMedianTimeSpan`. */
const MEDIAN_TIME_SPAN = 11;

const hex = (bits: number): string => bits.toString(16).padStart(8, "0");

/**
 * Replays the retarget rule over the block times: the bits of the first block of each epoch must
 * follow from the one before, and no block inside an epoch may change them. On networks with easier
 * rules, which take more than these columns to check, none is checked here.
 */
export function checkRetargets(
  blocks: BlockColumns,
  network: Network = NETWORKS.mainnet,
): CheckResult {
  const mismatches: Mismatch[] = [];
  let checked = 0;
  if (network.allowsEasyBlocks) return { check: "retarget", checked, mismatches };
  for (let row = 1; row < blocks.time.length; row += 1) {
    const height = blocks.firstHeight + row;
    const found = blocks.bits[row] ?? 0;
    let expected = blocks.bits[row - 1] ?? 0;
    if (height % RETARGET_INTERVAL === 0) {
      if (row < RETARGET_INTERVAL) continue;
      checked += 1;
      expected = nextBits(
        compactBits(expected),
        unixSeconds(blocks.time[row - RETARGET_INTERVAL] ?? 0),
        unixSeconds(blocks.time[row - 1] ?? 0),
        network.powLimit,
      );
    }
    if (found !== expected) {
      mismatches.push({ check: "retarget", height, expected: hex(expected), found: hex(found) });
    }
  }
  return { check: "retarget", checked, mismatches };
}

/**
 * Checks that each header time exceeds the median of the eleven before it, which is to say that it
 * exceeds at least six of them.
 */
export function checkMedianTimePast(blocks: BlockColumns): CheckResult {
  const mismatches: Mismatch[] = [];
  const times = blocks.time;
  for (let row = MEDIAN_TIME_SPAN; row < times.length; row += 1) {
    const time = times[row] ?? 0;
    let exceeded = 0;
    for (let back = 1; back <= MEDIAN_TIME_SPAN; back += 1) {
      if (time > (times[row - back] ?? 0)) exceeded += 1;
    }
    if (exceeded * 2 < MEDIAN_TIME_SPAN) {
      const median = times.slice(row - MEDIAN_TIME_SPAN, row).toSorted()[5] ?? 0;
      mismatches.push({
        check: "median-time-past",
        height: blocks.firstHeight + row,
        expected: `time above ${median}`,
        found: String(time),
      });
    }
  }
  const checked = Math.max(0, times.length - MEDIAN_TIME_SPAN);
  return { check: "median-time-past", checked, mismatches };
}

/** Double SHA-256 of a header, in display order; supplied by the caller, who may use a library. */
export type HashHeader = (header: Uint8Array) => string;

/**
 * Sets the two checkpoint lists against each other: the header of one must name the block hash of
 * the other as its parent, carry the same bits, and itself meet the target they stand for.
 */
export function checkCheckpoints(
  checkpoints: readonly Checkpoint[],
  hashHeader: HashHeader,
): CheckResult {
  const mismatches: Mismatch[] = [];
  let checked = 0;
  for (const { height, header, previousHash, bits } of checkpoints) {
    if (header === null || previousHash === null || bits === null) continue;
    checked += 1;
    const parsed = parseHeader(header);
    const compare = (what: string, expected: string, found: string): void => {
      if (found !== expected) mismatches.push({ check: what, height, expected, found });
    };
    compare("checkpoint-parent", previousHash, parsed.previousHash);
    compare("checkpoint-bits", hex(bits), hex(parsed.bits));
    const hash = hashHeader(header);
    if (!meetsTarget(hash, toTarget(bits))) {
      const expected = `hash at most ${toTarget(bits).toString(16)}`;
      mismatches.push({ check: "checkpoint-work", height, expected, found: hash });
    }
  }
  return { check: "checkpoints", checked, mismatches };
}

/** Checks the list of retargets, and the blocks where they reach, against the checkpoint headers. */
export function checkAgainstCheckpoints(record: FactRecord): CheckResult {
  const rows = new Map(record.retargets.map((row) => [row.height, row]));
  const mismatches: Mismatch[] = [];
  let checked = 0;
  for (const checkpoint of record.checkpoints) {
    const known = knownFacts(checkpoint);
    for (const [where, time, bits] of statements(record.blocks, rows.get(checkpoint.height))) {
      checked += 1;
      const disagrees =
        (known.bits !== null && bits !== known.bits) ||
        (known.time !== null && time !== null && time !== known.time);
      if (disagrees) {
        const expected = `${known.time ?? "?"} ${hex(known.bits ?? 0)}`;
        const found = `${time ?? "?"} ${hex(bits)}`;
        mismatches.push({ check: where, height: checkpoint.height, expected, found });
      }
    }
  }
  return { check: "retargets-against-checkpoints", checked, mismatches };
}

/** What the list of retargets and the blocks say of one height: source, time, bits. */
function statements(
  blocks: BlockColumns,
  row: RetargetRow | undefined,
): [string, number | null, number][] {
  if (row === undefined) return [["retarget-list", null, NaN]];
  const found: [string, number | null, number][] = [];
  found.push(["retarget-list", row.time, row.bits]);
  const index = row.height - blocks.firstHeight;
  const [time, bits] = [blocks.time[index], blocks.bits[index]];
  if (time !== undefined && bits !== undefined) found.push(["block-record", time, bits]);
  return found;
}

function knownFacts({ header, bits }: Checkpoint): {
  time: BlockHeader["time"] | null;
  bits: number | null;
} {
  if (header === null) return { time: null, bits };
  const parsed = parseHeader(header);
  return { time: parsed.time, bits: parsed.bits };
}
