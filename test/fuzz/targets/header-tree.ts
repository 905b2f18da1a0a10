import { HASH_BYTES, type HeaderChain } from "../../../src/bitcoin/index.ts";
import { must } from "../target.ts";

/**
 * Rows from a height on form one tree, and the active ones are its heaviest branch, of several the one
 * that was there first. Rows up to that height must lie on one branch.
 */
export function requireTree(chain: HeaderChain, from: number): void {
  const works = new Map<number, bigint>();
  const base = chain.activeRow(Math.min(from, chain.tipHeight));
  for (let row = from; row < chain.count; row += 1) {
    const parent = chain.parent(row);
    if (row > from) requireLink(chain, row, parent);
    const before = works.get(parent) ?? 0n;
    works.set(row, row === base ? 0n : before + workOf(chain.bits(row)));
  }
  let [best, heaviest] = [base, 0n];
  for (const [row, work] of works) if (work > heaviest) [best, heaviest] = [row, work];
  must(
    chain.activeRow(chain.tipHeight) === best,
    "the tip is the first of those with the most work",
  );
  must(from > 0 || chain.work === heaviest + workOf(chain.bits(0)), "work is the sum of works");
  for (let height = chain.tipHeight; height > from; height -= 1) {
    const row = chain.activeRow(height);
    must(chain.height(row) === height && chain.isActive(row), "an active row has its height");
    must(chain.parent(row) === chain.activeRow(height - 1), "active rows link");
  }
}

function requireLink(chain: HeaderChain, row: number, parent: number): void {
  must(parent >= 0 && parent < row, "a parent comes first");
  must(chain.height(row) === chain.height(parent) + 1, "a row stands one above its parent");
  const named = chain.header(row).subarray(4, 4 + HASH_BYTES);
  must(Buffer.compare(named, chain.hash(parent)) === 0, "a row names its parent");
  must(chain.find(chain.hash(row)) === row, "a row is found by its hash");
}

/** 2^256 / (target + 1), reckoned here anew. */
function workOf(bits: number): bigint {
  const shift = 8 * ((bits >>> 24) - 3);
  const mantissa = BigInt(bits & 0x007fffff);
  const target = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return (1n << 256n) / (target + 1n);
}
