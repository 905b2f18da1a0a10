import type { PoolGroup } from "../record/index.ts";
import type { CoinbaseClues } from "./evidence.ts";
import { reached } from "./rule-book.ts";

/** The group that a pool belonged to when a block was made; null where it decided for itself. */
export function groupAt(
  groups: readonly PoolGroup[],
  pool: string,
  block: Pick<CoinbaseClues, "height" | "time">,
): PoolGroup | null {
  const group = groups.find(
    ({ members, from, to }) =>
      members.includes(pool) && reached(from, block, true) && !reached(to, block, false),
  );
  return group ?? null;
}
