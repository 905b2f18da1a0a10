import { type Pool, UNKNOWN } from "../record/index.ts";
import type { Attribution, Evidence } from "./evidence.ts";
import { canonicalSlugs } from "./rule-book.ts";

/** The pool of consecutive blocks; a code without a slug means that nobody has looked. */
export interface PoolLabels {
  readonly firstHeight: number;
  /** Index into `pools`. */
  readonly pool: Uint16Array;
  readonly pools: readonly string[];
}

/** What an attribution rests on, as bits of one number: small enough to keep for every block. */
export const BASIS = { tag: 1, address: 2, conflict: 4, outOfPeriod: 8, weak: 16 } as const;

/** The bits of an attribution. */
export function basisOf({ evidence, conflict }: Attribution): number {
  return evidence.reduce((bits, piece) => bits | bitsOf(piece), conflict ? BASIS.conflict : 0);
}

function bitsOf({ kind, standing }: Evidence): number {
  if (standing === "out of period") return BASIS.outOfPeriod;
  if (standing === "weak") return BASIS.weak;
  return standing === "counts" ? BASIS[kind] : 0;
}

/** Pools of blocks that were attributed here, each with the bits of its attribution. */
export interface AttributedLabels extends PoolLabels {
  readonly basis: Uint8Array;
}

/**
 * Why two labels of a block differ. The last three mean that other lists, or other people, looked:
 * the coinbase names nobody, or only its address says who, or a tag says what the label did not.
 */
export type Explanation =
  | "renamed"
  | "out of period"
  | "conflict: tag vs address"
  | "conflict: tag vs tag"
  | "conflict: address vs address"
  | "no evidence in the coinbase"
  | "only address evidence"
  | "new rule";

/** Blocks whose label differs in one and the same way. */
export interface LabelDifference {
  readonly from: string;
  readonly to: string;
  readonly explanation: Explanation;
  readonly blocks: number;
  readonly firstHeight: number;
  readonly lastHeight: number;
}

/** Where labels made elsewhere differ from those made here, explained; the most blocks first. */
export function comparePoolLabels(
  shipped: PoolLabels,
  synced: AttributedLabels,
  pools: readonly Pool[],
): LabelDifference[] {
  const slugs = canonicalSlugs(pools);
  const differences = new Map<string, LabelDifference>();
  const start = Math.max(shipped.firstHeight, synced.firstHeight);
  const end = Math.min(endOf(shipped), endOf(synced));
  for (let height = start; height < end; height++) {
    const from = labelAt(shipped, height);
    const to = labelAt(synced, height);
    if (from === undefined || to === undefined || from === to) continue;
    const same = (slugs.get(from) ?? from) === (slugs.get(to) ?? to);
    const basis = synced.basis[height - synced.firstHeight] ?? 0;
    const explanation = same ? "renamed" : explain(to, basis);
    const key = JSON.stringify([from, to, explanation]);
    const { blocks, firstHeight } = differences.get(key) ?? { blocks: 0, firstHeight: height };
    differences.set(key, {
      from,
      to,
      explanation,
      blocks: blocks + 1,
      firstHeight,
      lastHeight: height,
    });
  }
  return [...differences]
    .toSorted(([keyA, a], [keyB, b]) => b.blocks - a.blocks || (keyA < keyB ? -1 : 1))
    .map(([, difference]) => difference);
}

function explain(to: string, basis: number): Explanation {
  const has = (bit: number): boolean => (basis & bit) !== 0;
  if (has(BASIS.outOfPeriod)) return "out of period";
  if (has(BASIS.conflict)) {
    if (has(BASIS.tag) && has(BASIS.address)) return "conflict: tag vs address";
    return has(BASIS.address) ? "conflict: address vs address" : "conflict: tag vs tag";
  }
  if (to === UNKNOWN) return "no evidence in the coinbase";
  return has(BASIS.address) && !has(BASIS.tag) ? "only address evidence" : "new rule";
}

const endOf = ({ firstHeight, pool }: PoolLabels): number => firstHeight + pool.length;

function labelAt({ firstHeight, pool, pools }: PoolLabels, height: number): string | undefined {
  return pools[pool[height - firstHeight] ?? pools.length];
}
