import { expect, test } from "vitest";
import {
  compactBits,
  difficultyOf,
  displayHash,
  expectedHashes,
  meetsTarget,
  parseHeader,
  subsidyAt,
  toTarget,
} from "../../src/bitcoin/index.ts";

// Bitcoin Core, src/test/blockchain_tests.cpp (the first); Bitcoin wiki, "Difficulty" (the second);
// published difficulty of the epochs from 683,424 and 945,504 (the others).
test.each([
  [0x1f111111, 0.000001, 6],
  [0x1b0404cb, 16307.420938523983, 9],
  [0x170b3ce9, 25046487590083.27, 0],
  [0x17021369, 135594876535256.58, 0],
])("bits %i stand for difficulty %d", (bits, difficulty, digits) => {
  expect(difficultyOf(compactBits(bits))).toBeCloseTo(difficulty, digits);
});

test("a block of difficulty 1 takes 2^32 hashes", () => {
  expect(expectedHashes(difficultyOf(compactBits(0x1d00ffff)))).toBe(2 ** 32);
});

// Bitcoin Core, src/kernel/chainparams.cpp, genesis block of mainnet
const GENESIS = Buffer.from(
  "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c",
  "hex",
);

test("the genesis header says when and how hard", () => {
  expect(parseHeader(GENESIS)).toEqual({
    previousHash: "0".repeat(64),
    time: 1231006505,
    bits: 0x1d00ffff,
  });
});

test("a header of 79 bytes is refused", () => {
  expect(() => parseHeader(GENESIS.subarray(1))).toThrow("79 bytes");
});

test("a hash at the target passes and one above it does not", () => {
  const target = toTarget(compactBits(0x1d00ffff));
  const hex = target.toString(16).padStart(64, "0");
  expect(meetsTarget(hex, target)).toBe(true);
  expect(meetsTarget((target + 1n).toString(16).padStart(64, "0"), target)).toBe(false);
});

test("hashes are shown with their bytes reversed", () => {
  expect(displayHash(Uint8Array.of(1, 2, 255))).toBe("ff0201");
});

// Bitcoin Core, src/validation.cpp, GetBlockSubsidy
test.each([
  [0, 50],
  [209_999, 50],
  [210_000, 25],
  [630_000, 6.25],
  [840_000, 3.125],
  [6_930_000, 0],
])("block %i may create %d BTC", (height, subsidy) => {
  expect(subsidyAt(height)).toBe(subsidy);
});
