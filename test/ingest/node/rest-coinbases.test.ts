import { expect, test } from "vitest";
import type { StoredBlock } from "../../fixtures/block-file.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { hashAt, opened, readAll, recordedFrom, servedNode } from "./reading.ts";

const HEADER_BYTES = 80;
const OUTPUTS_AT = 4 + 2 + 1 + 36;
const EXTRA_OUTPUT = Buffer.alloc(9);

/** A recorded block, other than the first, as if it held many transactions and its coinbase paid nothing to more places. */
function lengthened(
  { hash, header, bytes }: StoredBlock,
  { outputs = 0, filler = 0 }: { readonly outputs?: number; readonly filler?: number },
): StoredBlock {
  if (Buffer.from(header).readUInt32LE(4) === 0) return { hash, header, bytes };
  const coinbase = Buffer.from(bytes.subarray(HEADER_BYTES + 1));
  const countAt = OUTPUTS_AT + 1 + coinbase.readUInt8(OUTPUTS_AT) + 4;
  const parts = [
    Buffer.from("fdb80b", "hex"),
    coinbase.subarray(0, countAt),
    Buffer.from([coinbase.readUInt8(countAt) + outputs]),
    ...Array.from({ length: outputs }, () => EXTRA_OUTPUT),
    coinbase.subarray(countAt + 1),
    Buffer.alloc(filler),
  ];
  return { hash, header, bytes: Buffer.concat([header, ...parts]) };
}

function recordedUpTo(height: number): StoredBlock[] {
  const { blocks, rows } = recordedNode();
  return rows.slice(0, height + 1).flatMap(({ hash }) => blocks.get(hash) ?? []);
}

test("of long blocks a node of Core 31 is asked for one part each, and for no more", async () => {
  const blocks = recordedUpTo(100).map((block) => lengthened(block, { filler: 2_000 }));
  const node = await servedNode({ blocks, blockpart: true });
  expect(await readAll(await opened(node.url))).toEqual(recordedFrom(1).slice(0, 100));
  expect(node.count(/blockpart.*offset=80&size=512$/)).toBe(100);
  expect(node.count(/rest\/block\//)).toBe(0);
});

test("a coinbase longer than its part is asked for again, twice as much each time", async () => {
  const blocks = recordedUpTo(50).map((block, height) =>
    lengthened(block, { filler: 5_000, outputs: height === 20 ? 200 : 0 }),
  );
  const node = await servedNode({ blocks, blockpart: true });
  const source = await opened(node.url, { connections: 1 });
  expect(await readAll(source)).toEqual(recordedFrom(1).slice(0, 50));
  const sizes = node.log.flatMap(({ subject }) => /&size=(\d+)$/.exec(subject)?.[1] ?? []);
  expect(sizes.slice(18, 24)).toEqual(["512", "512", "1024", "2048", "2048", "2048"]);
});

test("blocks shorter than a part are fetched whole, after a few without asking", async () => {
  const blocks = recordedUpTo(100).map((block, height) =>
    height < 60 ? block : lengthened(block, { filler: 2_000 }),
  );
  const node = await servedNode({ blocks, blockpart: true });
  const source = await opened(node.url, { connections: 1 });
  expect(await readAll(source)).toEqual(recordedFrom(1).slice(0, 100));
  expect(node.count(/blockpart/)).toBe(8 + 40);
  expect(node.count(/rest\/block\//)).toBe(59 + 1);
});

test("a node that knows no parts is asked for one by each connection, then never again", async () => {
  const node = await servedNode({ tip: hashAt(100), blockpart: false });
  const source = await opened(node.url, { connections: 3 });
  expect(await readAll(source)).toEqual(recordedFrom(1).slice(0, 100));
  expect(node.count(/blockpart/)).toBe(3);
});

test.each(["rest", "rpc"] as const)(
  "of a block of megabytes only the beginning is kept (%s)",
  async (protocol) => {
    const blocks = recordedUpTo(8).map((block) => lengthened(block, { filler: 2_900_000 }));
    const node = await servedNode({ blocks, blockpart: false });
    const source = await opened(node.rpcUrl, { protocol });
    expect(await readAll(source)).toEqual(recordedFrom(1).slice(0, 8));
  },
);
