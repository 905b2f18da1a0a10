import { HASHES_PER_EH, type UnixSeconds } from "../../base/index.ts";
import { RETARGET_INTERVAL, expectedHashes } from "../../bitcoin/index.ts";
import type { Timeline } from "../../observe/index.ts";

/** Blocks in a row at one difficulty, and how long they took. */
export interface BlockStretch {
  /** Time of the tip at both ends, s since 1970. */
  readonly from: number;
  readonly to: number;
  readonly blocks: number;
  /** Expected exahashes of one block at this difficulty. */
  readonly workOfBlock: number;
  /** Whether `to` is the time of the last block; else the instant at which the count was taken. */
  readonly complete: boolean;
}

/**
 * The blocks found between two instants in stretches of 2016/`perEpoch`, the last one cut short where
 * the knowledge ends.
 *
 * Header times are raised to the latest before them, so that times increase: an error of minutes
 * against the two days of a stretch of 336.
 */
export function blockStretches(
  timeline: Timeline,
  { from, to, perEpoch }: { from: UnixSeconds; to: UnixSeconds; perEpoch: number },
): BlockStretch[] {
  const { firstHeight } = timeline.blocks;
  const size = RETARGET_INTERVAL / perEpoch;
  const until = Math.min(to, timeline.span.to);
  const last = timeline.tipRow(to);
  const stretches: BlockStretch[] = [];
  let row = timeline.tipRow(from);
  let begin: number = from;
  while (row < last) {
    const next = (Math.floor((firstHeight + row + 1) / size) + 1) * size - 1 - firstHeight;
    const end = Math.min(next, last);
    const complete = end === next;
    const finish = complete ? (timeline.tipTime[end] ?? NaN) : until;
    const workOfBlock = expectedHashes(timeline.difficulty[end] ?? NaN) / HASHES_PER_EH;
    if (finish > begin) {
      stretches.push({ from: begin, to: finish, blocks: end - row, workOfBlock, complete });
    }
    begin = finish;
    row = end;
  }
  return stretches;
}
