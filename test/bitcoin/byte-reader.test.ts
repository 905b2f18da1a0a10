import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ByteReader } from "../../src/bitcoin/byte-reader.ts";

const FAULTS = {
  what: "message",
  truncated: "coinbase.truncated",
  invalid: "source.malformed",
} as const;

function readerOf(hex: string): ByteReader {
  return new ByteReader(Uint8Array.from(Buffer.from(hex, "hex")), FAULTS);
}

// Bitcoin Core, src/serialize.h, "Compact Size", and src/test/serialize_tests.cpp, noncanonical
test.each([
  ["00", 0],
  ["fc", 252],
  ["fdfd00", 253],
  ["fdffff", 65_535],
  ["fe00000100", 65_536],
  ["fe00000002", 33_554_432],
])("%s is the compact size %i", (hex, value) => {
  const reader = readerOf(hex);
  expect(reader.compactSize()).toBe(value);
  expect(reader.remaining).toBe(0);
});

test.each([
  ["takes three bytes for what fits in one", "fd0000"],
  ["takes three bytes for 252", "fdfc00"],
  ["takes five bytes for 0", "fe00000000"],
  ["takes five bytes for 65,535", "feffff0000"],
  ["takes nine bytes for 0", "ff0000000000000000"],
  ["takes nine bytes for 33,554,431", "ffffffff0100000000"],
  ["exceeds the most that may be announced", "fe01000002"],
  ["exceeds 2^53 - 1", "ff0000000000002000"],
])("a compact size that %s is a fault", (_, hex) => {
  expect(() => readerOf(hex).compactSize()).toThrow(
    expect.objectContaining({ code: "source.malformed" }),
  );
});

test("eight bytes are read exactly or not at all", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(value);
      const read = (): number => new ByteReader(bytes, FAULTS).u64le();
      const exact = value <= BigInt(Number.MAX_SAFE_INTEGER);
      expect(exact ? BigInt(read()) : errorOf(read)).toBe(exact ? value : "source.malformed");
    }),
  );
  expect(readerOf("ffffffffffff1f00").u64le()).toBe(Number.MAX_SAFE_INTEGER);
  expect(errorOf(() => readerOf("0000000000002000").u64le())).toBe("source.malformed");
});

test("integers are little-endian, and reading past the end asks for more", () => {
  const reader = readerOf("0102030405060708090a");
  expect([reader.u8(), reader.u16le(), reader.u32le()]).toEqual([1, 0x0302, 0x07060504]);
  expect(errorOf(() => reader.bytes(4))).toBe("coinbase.truncated");
  expect(Array.from(reader.bytes(3))).toEqual([8, 9, 10]);
  expect(errorOf(() => reader.u8())).toBe("coinbase.truncated");
  expect(errorOf(() => new ByteReader(new Uint8Array(2), FAULTS, 5).u8())).toBe(
    "coinbase.truncated",
  );
});

test("what is read is a copy, short or long", () => {
  for (const length of [20, 500]) {
    const source = new Uint8Array(length + 1).fill(7);
    const copy = new ByteReader(source, FAULTS, 1).bytes(length);
    source.fill(0);
    expect(copy).toEqual(new Uint8Array(length).fill(7));
  }
});

function errorOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}
