import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBlockFiles } from "../../../fake-node/block-files.ts";
import { FakeChain } from "../../../fake-node/chain.ts";
import { type FakeNode, startFakeNode } from "../../../fake-node/start.ts";
import type { StoredBlock } from "../../../fixtures/block-file.ts";
import { recordedNode } from "../../../fixtures/node.ts";

/** What a chain is synced from, and how it is moved on. */
export interface Origin {
  readonly name: string;
  /** As the program is told it. */
  readonly from: string;
  /** Every block that may be sent, by hash. */
  readonly blocks: ReadonlyMap<string, StoredBlock>;
  /** Each makes another chain the best one: the first from nothing, each later by a reorganisation. */
  readonly moves: readonly (() => void)[];
  /** Hashes of the best chain now, by height. */
  readonly best: () => string[];
  readonly close: () => Promise<void>;
}

const FINAL = recordedNode().rows.at(-1)?.hash ?? "";
/** Tip of the branch of 101 blocks that the recorded node left at its last reorganisation. */
const LEFT_BEHIND = recordedNode().chainTips.find(({ branchlen }) => branchlen === 101)?.hash ?? "";
/** About 120 blocks. */
const FILE_BYTES = 40_000;

function hashesOf(chain: FakeChain): string[] {
  return Array.from(
    { length: chain.tip.height + 1 },
    (_, height) => chain.at(height)?.block.hash ?? "",
  );
}

function nodeOrigin(node: FakeNode, name: string, moves: readonly (() => StoredBlock[])[]): Origin {
  const blocks = new Map(recordedNode().blocks);
  return {
    name,
    from: node.url,
    blocks,
    moves: moves.map((move) => () => {
      for (const block of move()) blocks.set(block.hash, block);
    }),
    best: () => hashesOf(node.chain),
    close: async () => node.close(),
  };
}

/** The recorded node asked over REST, then moved so often to and fro between two branches. */
export async function branchingNode(changes = 3): Promise<Origin> {
  const node = await startFakeNode({ tip: LEFT_BEHIND, blockpart: true });
  const setActive = (hash: string) => () => {
    node.setActive(hash);
    return [];
  };
  const moves = [
    setActive(LEFT_BEHIND),
    setActive(FINAL),
    () => node.mine(500, { on: LEFT_BEHIND, extraNonce: 1 }),
    () => node.mine(600, { on: FINAL, extraNonce: 2 }),
  ];
  return nodeOrigin(node, "node", moves.slice(0, changes + 1));
}

/**
 * A node with a longer chain, mined on the recorded one, which then loses its last thirty blocks. It gives
 * its headers late, so that its blocks are stored in many steps.
 */
export async function longNode(mined: number): Promise<Origin> {
  const node = await startFakeNode({ blockpart: true });
  node.faults.add({ kind: "late", milliseconds: 400 }, { match: /^GET \/rest\/headers/u });
  const fork = (): string => node.chain.at(node.chain.tip.height - 30)?.block.hash ?? "";
  return nodeOrigin(node, "long node", [
    () => node.mine(mined),
    () => node.mine(40, { on: fork(), extraNonce: 1 }),
  ]);
}

/** The recorded node's files, made small and obfuscated, stale branches among them. */
export async function blockFiles(): Promise<Origin> {
  const { blocks, xorKey: key } = recordedNode();
  const all = [...blocks.values()];
  const first = all.findIndex(({ hash }) => hash === LEFT_BEHIND) + 1;
  const folder = mkdtempSync(join(tmpdir(), "hashfall-kill-"));
  const files = writeBlockFiles(join(folder, "blocks"), [], { key, maximumBytes: FILE_BYTES });
  const chain = new FakeChain(all);
  return Promise.resolve({
    name: "files",
    from: `blk:${files.folder}`,
    blocks,
    moves: [
      () => {
        files.append(all.slice(0, first));
        chain.setActive(LEFT_BEHIND);
      },
      () => {
        files.append(all.slice(first));
        chain.setActive(FINAL);
      },
    ],
    best: () => hashesOf(chain),
    close: async () => Promise.resolve(rmSync(folder, { recursive: true })),
  });
}
