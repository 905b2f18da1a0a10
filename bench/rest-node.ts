// Child process of `rest.ts`: a fake node whose blocks are longer than the part asked for, as real ones.
import { type StoredBlock } from "../test/fixtures/block-file.ts";
import { recordedNode } from "../test/fixtures/node.ts";
import { startFakeNode } from "../test/fake-node/start.ts";

const HEADER_BYTES = 80;
const FILLER = Buffer.alloc(1_500);
const THREE_TRANSACTIONS = Buffer.from([3]);

function lengthened({ hash, header, bytes }: StoredBlock): StoredBlock {
  const coinbase = bytes.subarray(HEADER_BYTES + 1);
  return { hash, header, bytes: Buffer.concat([header, THREE_TRANSACTIONS, coinbase, FILLER]) };
}

const { blocks, rows } = recordedNode();
const node = await startFakeNode({
  blocks: [...blocks.values()].map((block) => lengthened(block)),
  tip: rows.at(-1)?.hash ?? "",
  blockpart: true,
});
process.on("disconnect", () => process.exit(0));
process.send?.(node.url);
