import { onTestFinished } from "vitest";
import type { BlockSource } from "../../../src/ingest/block-source.ts";
import { openNode, type NodeOptions } from "../../../src/ingest/node/open-node.ts";
import type { Patience } from "../../../src/ingest/node/session.ts";
import { type FakeNode, type FakeNodeOptions, startFakeNode } from "../../fake-node/start.ts";
import { serialised } from "../../fixtures/header-columns.ts";
import { recordedNode } from "../../fixtures/node.ts";

/** Never pauses, and gives up after a hundred tries. */
const AT_ONCE: Patience = {
  first: 1,
  longest: 1,
  total: 100,
  pause: () => Promise.resolve(),
};
export const GENESIS = { locator: [], cursor: null };
export const FOREVER = new AbortController().signal;

/** A fake node that ends with the test. */
export async function servedNode(options: FakeNodeOptions = {}): Promise<FakeNode> {
  const node = await startFakeNode(options);
  onTestFinished(() => node.close());
  return node;
}

/** A source over a node, impatient, that ends with the test. */
export async function opened(url: string, options: NodeOptions = {}): Promise<BlockSource> {
  const source = await openNode(new URL(url), { patience: AT_ONCE, ...options });
  onTestFinished(() => source.close());
  return source;
}

/** One block as read, in the words of the node's own list. */
export interface ReadBlock {
  readonly header: string;
  readonly coinbaseScript: string | null;
  readonly valueSat: number | null;
  readonly addresses: readonly string[];
}

/** Everything a source hands out from after some hashes (display order) on, in order. */
export async function readAll(
  source: BlockSource,
  after: readonly string[] = [],
): Promise<ReadBlock[]> {
  const blocks: ReadBlock[] = [];
  const known = { locator: after.map((hash) => serialised(hash)), cursor: null };
  for await (const { headers, coinbases } of source.blocks(known, FOREVER)) {
    for (const [index, block] of coinbases.entries()) {
      const header = headers.subarray(80 * index, 80 * (index + 1));
      blocks.push({
        header: Buffer.from(header).toString("hex"),
        coinbaseScript: block === null ? null : Buffer.from(block.script).toString("hex"),
        valueSat: block?.value ?? null,
        addresses: block?.addresses ?? [],
      });
    }
  }
  return blocks;
}

/** The recorded active chain from a height on. */
export function recordedFrom(height: number): ReadBlock[] {
  return recordedNode()
    .rows.slice(height)
    .map(({ header, coinbaseScript, valueSat, addresses }) => ({
      header: Buffer.from(header).toString("hex"),
      coinbaseScript: Buffer.from(coinbaseScript).toString("hex"),
      valueSat,
      addresses,
    }));
}

/** Hash of a recorded block of the active chain. */
export function hashAt(height: number): string {
  const row = recordedNode().rows[height];
  if (row === undefined) throw new Error(`no recorded block ${height}`);
  return row.hash;
}
