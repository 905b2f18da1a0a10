import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { addressOf } from "../../src/bitcoin/address.ts";
import {
  coinbaseHeight,
  extraNonce,
  legibleText,
  mergeMiningCommitment,
  witnessCommitment,
} from "../../src/bitcoin/coinbase-script.ts";
import {
  type Coinbase,
  coinbaseReward,
  coinbaseTransactionId,
  parseCoinbase,
} from "../../src/bitcoin/coinbase.ts";
import { displayHash } from "../../src/bitcoin/header.ts";
import { NETWORKS } from "../../src/bitcoin/network.ts";
import { doubleSha256 } from "../../src/bitcoin/sha256/sha256.ts";
import { subsidyAt, subsidySatoshis } from "../../src/bitcoin/subsidy.ts";
import { recordedNode } from "../fixtures/node.ts";
import { MAINNET_COINBASES, MERKLE_BRANCH_631076 } from "../vectors/mainnet-coinbases.ts";

const HEADER_BYTES = 80;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const textsOf = (script: Uint8Array): string[] => legibleText(script).map(({ text }) => text);

describe.each(MAINNET_COINBASES)("the coinbase of mainnet block $height", (row) => {
  const bytes = bytesOf(row.hex);
  const coinbase = parseCoinbase(bytes);

  test("fills its bytes, and pays whom and what it paid", () => {
    expect(coinbase.size).toBe(bytes.length);
    expect(coinbaseReward(coinbase)).toBe(row.reward);
    const addresses = coinbase.outputs.map(({ script }) => addressOf(script, NETWORKS.mainnet));
    expect(addresses).toEqual(row.addresses);
  });

  test("begins with a height since BIP 34", () => {
    expect(coinbaseHeight(coinbase.script)).toBe(row.readHeight);
  });

  test("reads as people read it", () => {
    expect(textsOf(coinbase.script)).toEqual(row.texts);
    expect(extraNonce(coinbase.script).map((span) => hex(span.bytes))).toEqual(row.extraNonce);
  });

  test("commits to a tree of other chains' blocks, or does not", () => {
    const commitment = mergeMiningCommitment(coinbase.script);
    expect(commitment === null ? null : hex(commitment.root)).toBe(row.mergeMiningRoot);
    expect(commitment?.treeSize ?? null).toBe(row.mergeMiningSize);
  });

  test("commits to its witnesses, or does not", () => {
    const commitment = witnessCommitment(coinbase);
    expect(commitment === null ? null : hex(commitment)).toBe(row.witnessCommitment);
  });

  test("has the identifier that the chain knows it by", () => {
    const id = displayHash(coinbaseTransactionId(bytes, coinbase));
    expect(id).toBe(row.transactionId);
  });
});

test("the merkle branch of block 631,076 leads from its coinbase to its header", () => {
  const bytes = bytesOf(MAINNET_COINBASES.find(({ height }) => height === 631_076)?.hex ?? "");
  const branch = bytesOf(MERKLE_BRANCH_631076.branch);
  let root = coinbaseTransactionId(bytes, parseCoinbase(bytes));
  for (let at = 0; at < branch.length; at += 32) {
    root = doubleSha256(Buffer.concat([root, branch.subarray(at, at + 32)]));
  }
  expect(displayHash(root)).toBe(MERKLE_BRANCH_631076.root);
});

// Facts of transactions: Bitcoin Core, src/test/transaction_tests.cpp and src/consensus/tx_check.cpp
const NULL_INPUT = `01${"00".repeat(32)}ffffffff`;
const OUTPUT = "00f2052a010000000151";
const WHOLE = `01000000${NULL_INPUT}025151ffffffff01${OUTPUT}00000000`;
/** Up to the outputs, with the marker and flag of a witness. */
const MARKED = `010000000001${WHOLE.slice(8, -8)}`;
const MAX_MONEY = "0040075af0750700";

describe("a coinbase", () => {
  test("is read from its offset, whatever follows, and keeps no hold on the bytes", () => {
    const bytes = bytesOf(`ffff${WHOLE}ffff`);
    const coinbase = parseCoinbase(bytes, 2);
    bytes.fill(0);
    expect(coinbase.size).toBe(WHOLE.length / 2);
    expect(hex(coinbase.script)).toBe("5151");
    expect(coinbase.outputs.map(({ script }) => hex(script))).toEqual(["51"]);
    expect(coinbase).toMatchObject({ version: 1, sequence: 0xffffffff, lockTime: 0 });
  });

  test("keeps no hold on a buffer from a pool either", () => {
    const bytes = Buffer.from(WHOLE, "hex");
    const { script } = parseCoinbase(bytes);
    bytes.fill(0);
    expect(hex(script)).toBe("5151");
  });

  test("may pay all the coins there will be", () => {
    const all = WHOLE.replace(OUTPUT, `${MAX_MONEY}00`);
    expect(coinbaseReward(parseCoinbase(bytesOf(all)))).toBe(21e14);
  });

  test("has the same identifier with its witness and without", () => {
    const witness = `0120${"07".repeat(32)}`;
    const [plain, segwit] = [bytesOf(WHOLE), bytesOf(`${MARKED}${witness}00000000`)];
    const id = coinbaseTransactionId(plain, parseCoinbase(plain));
    expect(id).toEqual(doubleSha256(plain));
    expect(coinbaseTransactionId(segwit, parseCoinbase(segwit))).toEqual(id);
  });

  test.each([
    ["no input", `01000000000000`],
    ["two inputs", WHOLE.replace(NULL_INPUT, NULL_INPUT.replace("01", "02"))],
    ["an input that spends a transaction", WHOLE.replace("0100000001000", "0100000001100")],
    ["an input that spends an output", WHOLE.replace("00ffffffff", "0000000000")],
    ["an input script of one byte", WHOLE.replace("025151", "0151")],
    ["an input script of 101 bytes", WHOLE.replace("025151", `65${"51".repeat(101)}`)],
    ["no outputs", WHOLE.replace(`01${OUTPUT}`, "00")],
    ["a flag of 2", `01000000000201`],
    ["outputs of more than all coins", WHOLE.replace(OUTPUT, "0140075af075070000")],
    ["a negative value", WHOLE.replace(OUTPUT, "ffffffffffffffff00")],
    [
      "two outputs of more than all coins",
      WHOLE.replace(`01${OUTPUT}`, `02${MAX_MONEY}00010000000000000000`),
    ],
    ["a length in more bytes than it needs", WHOLE.replace("025151", "fd02005151")],
    ["more outputs than a block holds", WHOLE.replace(`01${OUTPUT}`, "fe00ffffff")],
    ["2^64 − 1 outputs", WHOLE.replace(`01${OUTPUT}`, "ffffffffffffffffff")],
    ["an output larger than a block", WHOLE.replace(OUTPUT, "00f2052a01000000fe00ffffff")],
    ["no items of witness", `${MARKED}00`],
    ["two items of witness", `${MARKED}02`],
    ["an item of witness of 31 bytes", `${MARKED}011f`],
  ])("with %s is invalid", (_, text) => {
    expect(() => parseCoinbase(bytesOf(text))).toThrow(
      expect.objectContaining({ code: "coinbase.invalid" }),
    );
  });

  test("cut anywhere is truncated, never invalid", () => {
    for (const row of MAINNET_COINBASES) {
      const bytes = bytesOf(row.hex);
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => parseCoinbase(bytes.subarray(0, length))).toThrow(
          expect.objectContaining({ code: "coinbase.truncated" }),
        );
      }
    }
  });
});

test("each coinbase of the recorded node says what the node says of it", () => {
  const { rows, blocks } = recordedNode();
  const network = NETWORKS.regtest;
  expect(rows.length).toBe(5_005);
  for (const row of rows) {
    const block = blocks.get(row.hash)?.bytes ?? new Uint8Array();
    expect(block[HEADER_BYTES]).toBe(1);
    const bytes = block.subarray(HEADER_BYTES + 1);
    const coinbase = parseCoinbase(block, HEADER_BYTES + 1);
    const addresses = coinbase.outputs.map(({ script }) => addressOf(script, network));
    expect({
      size: coinbase.size,
      script: hex(coinbase.script),
      addresses: addresses.filter((address) => address !== null),
      reward: coinbaseReward(coinbase),
      merkleRoot: hex(coinbaseTransactionId(bytes, coinbase)),
    }).toEqual({
      size: bytes.length,
      script: hex(row.coinbaseScript),
      addresses: row.addresses,
      reward: row.valueSat,
      merkleRoot: hex(row.header.subarray(36, 68)),
    });
    expect(coinbaseReward(coinbase)).toBe(subsidySatoshis(row.height, network.halvingInterval));
    expect(witnessCommitment(coinbase) === null).toBe(row.height === 0);
  }
  const heights = rows.map(({ coinbaseScript }) => coinbaseHeight(coinbaseScript));
  expect(heights.slice(1)).toEqual(rows.slice(1).map(({ height }) => height));
});

test("new coins end, and nothing is lost to rounding before", () => {
  expect(subsidySatoshis(0)).toBe(5_000_000_000);
  expect(subsidySatoshis(2_099_999)).toBe(9_765_625);
  expect(subsidySatoshis(2_100_000)).toBe(4_882_812);
  expect(subsidySatoshis(33 * 210_000 - 1)).toBe(1);
  expect(subsidySatoshis(33 * 210_000)).toBe(0);
  expect(subsidySatoshis(64 * 210_000)).toBe(0);
  expect(subsidySatoshis(2_000 * 210_000)).toBe(0);
  expect(subsidySatoshis(150, 150)).toBe(2_500_000_000);
});

// Bitcoin Core, src/test/validation_tests.cpp, subsidy_limit_test
test("all subsidies together are 2,099,999,997,690,000 satoshis", () => {
  let sum = 0;
  for (let halving = 0; halving < 64; halving += 1)
    sum += 210_000 * subsidySatoshis(halving * 210_000);
  expect(sum).toBe(2_099_999_997_690_000);
  expect(subsidyAt(840_000)).toBe(3.125);
});

test("hostile bytes end in an error of ours", () => {
  const damaged = fc
    .record({
      row: fc.constantFrom(...MAINNET_COINBASES),
      changes: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }),
      length: fc.nat(400),
    })
    .map(({ row, changes, length }) => {
      const bytes = bytesOf(row.hex);
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
      return bytes.subarray(0, length);
    });
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged),
      fc.nat(300),
      (bytes, offset) => {
        expect(outcomeOf(() => parseCoinbase(bytes, offset))).not.toBeNull();
        expect(outcomeOf(() => parseCoinbase(bytes))).not.toBeNull();
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Null for an error that is not ours. */
function outcomeOf(parse: () => Coinbase): Coinbase | HashfallError | null {
  try {
    return parse();
  } catch (error) {
    return error instanceof HashfallError ? error : null;
  }
}
