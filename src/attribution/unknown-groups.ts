import type { CoinbaseClues } from "./evidence.ts";
import { scriptShape, textSkeleton } from "./script-likeness.ts";

/** Blocks of nobody known that look alike. */
export interface UnknownGroup {
  /** What they share: an address, the words of the script, or only the way it is built. */
  readonly by: "address" | "text" | "shape";
  /** The address, the words or the shape. */
  readonly likeness: string;
  readonly blocks: number;
  readonly firstHeight: number;
  readonly lastHeight: number;
  /** Words in the script of the first block, in case they mean something to a person. */
  readonly exampleText: string;
}

type UnknownBlock = Pick<CoinbaseClues, "height" | "script" | "addresses">;

/**
 * Groups blocks that no rule names. A block goes with those that say the same, numbers aside; else
 * with those that pay the same address; where it shares neither, with those that have no words either
 * and whose scripts are built alike. The largest group first.
 */
export function groupUnknowns(blocks: readonly UnknownBlock[]): UnknownGroup[] {
  const texts = blocks.map(({ script }) => textSkeleton(script));
  const sayers = counts(texts);
  const isShared = (index: number): boolean => (sayers.get(texts[index] ?? "") ?? 0) > 1;
  const others = blocks.filter((_, index) => !isShared(index));
  const payees = counts(others.flatMap(({ addresses }) => Array.from(new Set(addresses))));
  const groups = new Map<string, UnknownGroup>();
  for (const [index, block] of blocks.entries()) {
    const text = texts[index] ?? "";
    const shared = isShared(index);
    const [by, likeness] = likenessOf(block, payees, { text, shared });
    const key = `${by} ${likeness}`;
    groups.set(key, joined(groups.get(key), { by, likeness, height: block.height, text }));
  }
  return [...groups]
    .toSorted(([keyA, a], [keyB, b]) => b.blocks - a.blocks || (keyA < keyB ? -1 : 1))
    .map(([, group]) => group);
}

function counts(values: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const value of values) if (value !== "") found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function likenessOf(
  { addresses, script }: UnknownBlock,
  payees: ReadonlyMap<string, number>,
  { text, shared }: { readonly text: string; readonly shared: boolean },
): [UnknownGroup["by"], string] {
  if (shared) return ["text", text];
  const count = (address: string): number => payees.get(address) ?? 0;
  const [address = ""] = addresses.toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  if (count(address) > 1) return ["address", address];
  return text === "" ? ["shape", scriptShape(script)] : ["text", text];
}

function joined(
  group: UnknownGroup | undefined,
  {
    by,
    likeness,
    height,
    text,
  }: Pick<UnknownGroup, "by" | "likeness"> & {
    readonly height: number;
    readonly text: string;
  },
): UnknownGroup {
  const { blocks, firstHeight, lastHeight, exampleText } = group ?? {
    blocks: 0,
    firstHeight: height,
    lastHeight: height,
    exampleText: text,
  };
  return {
    by,
    likeness,
    blocks: blocks + 1,
    firstHeight: Math.min(firstHeight, height),
    lastHeight: Math.max(lastHeight, height),
    exampleText: height < firstHeight ? text : exampleText,
  };
}
