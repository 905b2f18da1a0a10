import { expect, test } from "vitest";
import { isWholeBlock } from "../../../src/ingest/block-files/whole-block.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { blockOf, coinbasePaying, type Transaction } from "./blocks.ts";

// Mainnet, block 170: the first with a payment
const BLOCK_170 = Buffer.from(
  [
    "0100000055bd840a78798ad0da853f68974f3d183e2bd1db6a842c1feecf222a00000000",
    "ff104ccb05421ab93e63f8c3ce5c2c2e9dbb37de2764b3a3175c8166562cac7d51b96a49ffff001d283e9e7002",
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff",
    "0704ffff001d0102ffffffff0100f2052a01000000434104d46c4968bde02899d2aa0963367c7a6ce34eec33",
    "2b32e42e5f3407e052d64ac625da6f0718e7b302140434bd725706957c092db53805b821a85b23a7ac61725bac",
    "00000000",
    "0100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704000000004847304402",
    "204e45e16932b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860a4",
    "acdd12909d831cc56cbbac4622082221a8768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b",
    "13905f07f06b99a2f7159b2225f374cd378d71302fa28414e7aab37397f554a7df5f142c21c1b7303b8a0626f1ba",
    "ded5c72a704f7e6cd84cac00286bee0000000043410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482e",
    "cad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b8b64f9d4c03f999b8643f656b412a3ac00000000",
  ].join(""),
  "hex",
);

// BIP 143, native P2WPKH: one input without witness, one with
const CORE = [
  "02fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f00000000494830450221008b9d1d",
  "c26ba6a9cb62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040529b194ba3f9281a99f2b1c0a19c04",
  "89bc22ede944ccf4ecbab4cc618ef3ed01eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b5",
  "5d57b90ec68a0100000000ffffffff02202cb206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d",
  "5988ac9093510d000000001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac",
].join("");
const WITNESS = [
  "000247304402203609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1366d7f01cc44a0220573a954c4518",
  "331561406f90300e8f3358f51928d43c212a8caed02de67eebee0121025476c2e83188368da1ff3e292e7acafcdb35",
  "66bb0ad253f62fc70f07aeee6357",
].join("");
const SEGWIT: Transaction = {
  bytes: Buffer.from(`010000000001${CORE}${WITNESS}11000000`, "hex"),
  stripped: Buffer.from(`01000000${CORE}11000000`, "hex"),
};

test("a block whose transactions hash to its merkle root is whole", () => {
  expect(isWholeBlock(BLOCK_170)).toBe(true);
});

test.each([1, 2, 3, 4, 5])("witnesses are left out of the hashes of %i transactions", (count) => {
  const transactions = [coinbasePaying(Buffer.from("51", "hex"))];
  while (transactions.length < count) transactions.push(SEGWIT);
  const { bytes } = blockOf("0".repeat(64), transactions);
  expect(isWholeBlock(bytes)).toBe(true);
});

test("every block that the recorded node stored is whole", () => {
  const broken = [...recordedNode().blocks.values()].filter(({ bytes }) => !isWholeBlock(bytes));
  expect(broken).toEqual([]);
});

test("a block that ends in zeros instead of its last bytes is not whole, cut anywhere", () => {
  const last = BLOCK_170.findLastIndex((byte) => byte !== 0);
  const wrong = Array.from(BLOCK_170.keys()).filter((cut) => {
    const bytes = Buffer.from(BLOCK_170).fill(0, cut);
    return isWholeBlock(bytes) !== cut > last;
  });
  expect(wrong).toEqual([]);
});

test("a block with bytes behind its last transaction, or short of them, is not whole", () => {
  expect(isWholeBlock(Buffer.concat([BLOCK_170, Buffer.alloc(1)]))).toBe(false);
  expect(isWholeBlock(BLOCK_170.subarray(0, -1))).toBe(false);
  expect(isWholeBlock(BLOCK_170.subarray(0, 80))).toBe(false);
});
