import type { Timeline } from "../../observe/index.ts";

/** 2^256 over the target of difficulty 1 (0xffff × 2^208), in hashes. Source: Bitcoin Core, `GetBlockProof`. */
const HASHES_AT_DIFFICULTY_ONE = 2 ** 48 / 65_535;

/**
 * Hashrate as Bitcoin Core's `getnetworkhashps` reckons it, H/s:
 *
 *   work of the last n blocks / (latest − earliest header time of those blocks and the one before them)
 *
 * Biased by n / (n − 1), since it starts and ends with a block; `hashrateAt` (observe) is not.
 * Kept for clients that expect these figures. Zero where the times do not differ, as in Core; NaN
 * where the record does not reach so far back. Source: Bitcoin Core, `GetNetworkHashPS`.
 */
export function networkHashps(timeline: Timeline, tipRow: number, blocks: number): number {
  const { time } = timeline.blocks;
  const first = tipRow - blocks;
  if (first < 0 || blocks <= 0) return NaN;
  let [earliest, latest, difficulty] = [Infinity, -Infinity, 0];
  for (let row = first; row <= tipRow; row += 1) {
    const seconds = time[row] ?? NaN;
    earliest = Math.min(earliest, seconds);
    latest = Math.max(latest, seconds);
    if (row > first) difficulty += timeline.difficulty[row] ?? NaN;
  }
  if (earliest === latest) return 0;
  return (difficulty * HASHES_AT_DIFFICULTY_ONE) / (latest - earliest);
}
