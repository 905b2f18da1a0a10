import { UNKNOWN } from "../record/index.ts";
import type { Attribution, Evidence } from "./evidence.ts";

/**
 * Weighs the evidence of one block.
 *
 * From strong to weak: an address that alone is paid, a tag as written, a tag in another case, an
 * address among several, a weak tag. An address outweighs a tag because a text costs nothing and the
 * reward of a block is the block; but where a coinbase pays many, each of them is only one payee, and
 * the tag names who divided the reward. Of two tags the first in the script wins: pools write their
 * own name before that of the miner.
 *
 * Where the strongest piece is ascribed to several pools, the next ones choose between them. If none
 * does, the block stays unknown.
 */
export function decide(evidence: readonly Evidence[]): Attribution {
  const [first] = evidence;
  if (first === undefined) return { pool: UNKNOWN, rule: null, evidence, conflict: false };
  if (evidence.length === 1) {
    const rule = strength(first) > 0 ? first : null;
    return { pool: rule?.pool ?? UNKNOWN, rule, evidence, conflict: false };
  }
  const ordered = evidence.toSorted(compare);
  const contenders = ordered.filter((piece) => strength(piece) > 0);
  const pools = narrowed(contenders);
  const [winner = UNKNOWN] = pools.size === 1 ? pools : [];
  const counting = new Set(
    contenders.flatMap(({ pool, standing }) => (standing === "counts" ? [pool] : [])),
  );
  return {
    pool: winner,
    rule: contenders.find(({ pool }) => pool === winner) ?? null,
    evidence: ordered,
    conflict: counting.size > 1 || pools.size > 1,
  };
}

/** Pools that the strongest piece names, cut down by the pieces after it. */
function narrowed(contenders: readonly Evidence[]): ReadonlySet<string> {
  let pools: ReadonlySet<string> = new Set();
  for (const [index, first] of contenders.entries()) {
    const before = contenders[index - 1];
    if (before !== undefined && samePiece(before, first)) continue;
    const named = contenders.filter((piece) => samePiece(piece, first)).map(({ pool }) => pool);
    const both = named.filter((pool) => pools.size === 0 || pools.has(pool));
    if (both.length > 0) pools = new Set(both);
    if (pools.size === 1) break;
  }
  return pools;
}

/** Whether two matches are one tag or one address that lists ascribe to different pools. */
function samePiece(a: Evidence, b: Evidence): boolean {
  return strength(a) === strength(b) && place(a) === place(b) && a.value === b.value;
}

/** Zero for what cannot decide. */
function strength(piece: Evidence): number {
  if (piece.standing === "contained" || piece.standing === "out of period") return 0;
  if (piece.standing === "weak") return piece.kind === "tag" && !piece.exact ? 0 : 1;
  if (piece.kind === "address") return piece.alone ? 5 : 2;
  return piece.exact ? 4 : 3;
}

const place = (piece: Evidence): number => (piece.kind === "tag" ? piece.offset : piece.output);
const size = (piece: Evidence): number => (piece.kind === "tag" ? piece.bytes.length : 0);

/** Total: equal only for a match with itself. */
function compare(a: Evidence, b: Evidence): number {
  return (
    strength(b) - strength(a) ||
    place(a) - place(b) ||
    size(b) - size(a) ||
    byText(a.value, b.value) ||
    byText(a.kind + a.pool, b.kind + b.pool)
  );
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
