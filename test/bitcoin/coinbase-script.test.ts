import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  coinbaseHeight,
  extraNonce,
  legibleText,
  mergeMiningCommitment,
} from "../../src/bitcoin/coinbase-script.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const textBytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf8"));
const textsOf = (script: Uint8Array): string[] => legibleText(script).map(({ text }) => text);

// Bitcoin Core, `CScript() << nHeight`
test.each([
  ["00", 0],
  ["51", 1],
  ["5a", 10],
  ["60", 16],
  ["0111", 17],
  ["017f", 127],
  ["028000", 128],
  ["02ff00", 255],
  ["020001", 256],
  ["02ff7f", 32_767],
  ["03008000", 32_768],
  ["035b7903", 227_675],
  ["0400008000", 8_388_608],
  ["04ffffff7f", 2_147_483_647],
])("script %s says height %i", (script, height) => {
  expect(coinbaseHeight(bytesOf(script))).toBe(height);
  expect(coinbaseHeight(bytesOf(`${script}0b2f7265616461626c652f`))).toBe(height);
});

test.each([
  ["nothing", ""],
  ["16 in a push", "0110"],
  ["zero in a push", "0100"],
  ["a zero byte too many", "03ff0000"],
  ["a negative number", "01ff"],
  ["a negative number of four bytes", "04ffffffff"],
  ["five bytes", "050000008000"],
  ["a push past the end", "035b79"],
  ["OP_1NEGATE", "4f"],
  ["text", "2f736c7573682f"],
])("a script that begins with %s says no height", (_, script) => {
  expect(coinbaseHeight(bytesOf(script))).toBeNull();
});

describe("readable text", () => {
  test.each([
    ["/F2Pool/", "/F2Pool/"],
    ["七彩神仙鱼", "七彩神仙鱼"],
    ["🐟", "🐟"],
    ["\u0000\u0001🐟Mined by someone\u0007", "🐟Mined by someone"],
    ["né", "né"],
  ])("%s is found between other bytes", (inside, text) => {
    const script = Buffer.concat([bytesOf("035b7903"), textBytes(inside), bytesOf("ff00fe")]);
    expect(textsOf(script)).toEqual([text]);
  });

  test.each([
    ["two letters", "6162"],
    ["a letter in more bytes than it needs", "c1a1c1a1c1a1"],
    ["a surrogate", "eda080edb080"],
    ["a code point past the last", "f4908080f7bfbfbf"],
    ["a character cut short", "e4b8"],
    ["invisible characters", "e2808be2808de2808e"],
    ["a mark that turns the direction", "e280aee280ae"],
    ["a character of private use", "ee8080ee8080"],
  ])("is not made of %s", (_, script) => {
    expect(legibleText(bytesOf(`00${script}`))).toEqual([]);
  });
});

// Namecoin, "merged mining specification"
describe("a merge-mining commitment", () => {
  const root = "00112233445566778899aabbccddeeff".repeat(2);

  test("holds a root, the size of its tree and a nonce, and the push they are in", () => {
    const script = bytesOf(`035b7903412f422f2cfabe6d6d${root}040000000700000041`);
    const commitment = mergeMiningCommitment(script);
    expect(commitment).toMatchObject({ offset: 8, treeSize: 4, nonce: 7 });
    expect(commitment?.bytes.length).toBe(45);
    expect(hex(commitment?.root ?? new Uint8Array())).toBe(root);
    expect(textsOf(script)).toEqual(["A/B/"]);
  });

  test("need not be a push", () => {
    const script = bytesOf(`035b7903fabe6d6d${root}ffffffff00000080`);
    expect(mergeMiningCommitment(script)).toMatchObject({
      offset: 4,
      treeSize: 0xffffffff,
      nonce: 0x80000000,
    });
  });

  test("counts where it is whole, and not within the height", () => {
    const whole = `fabe6d6d${root}0100000000000000`;
    expect(mergeMiningCommitment(bytesOf(whole.slice(0, -2)))).toBeNull();
    expect(mergeMiningCommitment(bytesOf(`035b7903fabe6d6d`))).toBeNull();
    expect(mergeMiningCommitment(bytesOf(`02fabe6d6d${root}01000000000000`))).toBeNull();
  });
});

const anyScript = fc.oneof(
  fc.uint8Array({ maxLength: 110 }),
  fc
    .tuple(
      fc.constantFrom("", "00", "51", "02ff00", "035b7903", "04ffff001d"),
      fc.array(
        fc.oneof(
          fc.constantFrom("fabe6d6d", "2cfabe6d6d", "20", "e4b883", "f09f909f", "2f41422f"),
          fc.uint8Array({ maxLength: 50 }).map(hex),
        ),
        { maxLength: 6 },
      ),
    )
    .map(([height, parts]) => bytesOf(height + parts.join(""))),
);

test("height, text, commitment and the rest cover a script once", () => {
  fc.assert(
    fc.property(anyScript, (script) => {
      const commitment = mergeMiningCommitment(script);
      const spans = [
        ...legibleText(script),
        ...extraNonce(script),
        ...(commitment === null ? [] : [commitment]),
      ].toSorted((a, b) => a.offset - b.offset);
      let at = spans[0]?.offset ?? script.length;
      const height = script.subarray(0, at);
      expect(coinbaseHeight(height) === null).toBe(height.length === 0);
      expect(coinbaseHeight(script)).toBe(coinbaseHeight(height));
      for (const { offset, bytes } of spans) {
        expect(offset).toBe(at);
        expect(hex(bytes)).toBe(hex(script.subarray(at, at + bytes.length)));
        at += bytes.length;
      }
      expect(at).toBe(script.length);
    }),
    { numRuns: 1_000 },
  );
});

test("readable text is the UTF-8 of its bytes", () => {
  fc.assert(
    fc.property(anyScript, (script) => {
      for (const { bytes, text } of legibleText(script)) {
        expect(hex(textBytes(text))).toBe(hex(bytes));
        expect(bytes.length).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});
