import type { BlockCoinbase } from "../../../src/ingest/index.ts";
import type { Entry } from "../../fake-node/chain.ts";
import { type BlockTree, type ChainState, type Sent, coinbaseOf, lineOf } from "./block-tree.ts";

interface Kept {
  readonly entry: Entry;
  coinbase: BlockCoinbase | null;
}

/**
 * What a store must hold, said plainly: every block that arrived, each coinbase that was ever given, and
 * of all blocks the first of the greatest height for tip. All blocks carry equal work.
 */
export class PlainChain {
  private readonly kept = new Map<string, Kept>();
  private tip: Entry;
  private readonly tree: BlockTree;

  constructor(tree: BlockTree) {
    this.tree = tree;
    this.tip = tree.first;
    const { block } = tree.first;
    this.kept.set(block.hash, { entry: tree.first, coinbase: coinbaseOf(block) });
  }

  take({ block, withCoinbase }: Sent): void {
    const entry = this.tree.entryOf(block);
    const kept = this.kept.get(block.hash) ?? { entry, coinbase: null };
    if (withCoinbase) kept.coinbase ??= coinbaseOf(block);
    this.kept.set(block.hash, kept);
    if (entry.height > this.tip.height) this.tip = entry;
  }

  /** The blocks with every ancestor that is missing before them, as a source would send them. */
  withAncestors(blocks: readonly Sent[]): Sent[] {
    const sent = new Set<string>();
    return blocks.flatMap((each) => {
      const path: Sent[] = [];
      let at = this.tree.entryOf(each.block).parent;
      for (; at !== null && !this.kept.has(at.block.hash); at = at.parent) {
        if (sent.has(at.block.hash)) break;
        path.unshift({ block: at.block, withCoinbase: true });
      }
      for (const { block } of [...path, each]) sent.add(block.hash);
      return [...path, each];
    });
  }

  get state(): ChainState {
    const best: string[] = [];
    const onBest = new Set<string>();
    for (let at: Entry | null = this.tip; at !== null; at = at.parent) {
      onBest.add(at.block.hash);
      best[at.height] = this.line(at.block.hash);
    }
    const others = [...this.kept.keys()].filter((hash) => !onBest.has(hash));
    return { best, stale: others.map((hash) => this.line(hash)).toSorted() };
  }

  private line(hash: string): string {
    const kept = this.kept.get(hash);
    return lineOf(hash, kept?.entry.height ?? -1, kept?.coinbase ?? null);
  }
}
