import * as fc from "fast-check";
import { expect, test } from "vitest";
import { displayHash, meetsTarget } from "../../src/bitcoin/header.ts";
import { NETWORKS } from "../../src/bitcoin/network.ts";
import { compactBits, toTarget } from "../../src/bitcoin/retarget.ts";
import { doubleSha256 } from "../../src/bitcoin/sha256/sha256.ts";
import { type HeaderCheck, verifyHeaders } from "../../src/bitcoin/verify-headers.ts";

const MAINNET_LIMIT = NETWORKS.mainnet.powLimit;
const REGTEST_LIMIT = NETWORKS.regtest.powLimit;
const NO_PARENT = new Uint8Array(32);

/** Blocks 0 to 2 of mainnet. */
const MAINNET = bytesOf(
  NETWORKS.mainnet.genesisHeader,
  "010000006fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000982051fd1e4ba744bbbe680e1fee14677ba1a3c3540bf7b1cdb606e857233e0e61bc6649ffff001d01e36299",
  "010000004860eb18bf1b1620e37e9490fc8a427514416fd75159ab86688e9a8300000000d5fdcc541e25de1c7a5addedf24858b8bb665c9f36ef744ee42c316022c90f9bb0bc6649ffff001d08d2bd61",
);
const BLOCK_2 = "000000006a625f06636b8bb6ac7b960a8d03705d1ace08b1a19da3fdcc99ddbd";

test("mainnet's first blocks have their work, build on each other, and are named by their hashes", () => {
  const { fault, hashes } = verifyHeaders(MAINNET, NO_PARENT, MAINNET_LIMIT);
  expect(fault).toBeNull();
  expect(displayHash(hashes.subarray(64))).toBe(BLOCK_2);
});

test("no headers have no fault", () => {
  expect(verifyHeaders(new Uint8Array(0), null, MAINNET_LIMIT)).toEqual({
    hashes: new Uint8Array(0),
    fault: null,
  });
});

test("whatever bit of a mainnet header is flipped, that header is at fault: its work is lost", () => {
  for (let bit = 0; bit < 80 * 8; bit += 1) {
    const { fault } = verifyHeaders(flip(MAINNET, 80 * 8 + bit), NO_PARENT, MAINNET_LIMIT);
    const targetTooEasy = bit >= 72 * 8 && bit < 76 * 8 && fault?.rule === "bits";
    expect({ bit, index: fault?.index, rule: fault?.rule }).toEqual({
      bit,
      index: 1,
      rule: targetTooEasy ? "bits" : "work",
    });
  }
});

test("where work is almost free a flipped bit breaks work, or else the next one's link", () => {
  const chain = mine(5, NO_PARENT);
  const seen = new Set<string>();
  for (let bit = 0; bit < 80 * 8; bit += 1) {
    const { fault } = verifyHeaders(flip(chain, 2 * 80 * 8 + bit), NO_PARENT, REGTEST_LIMIT);
    const namesParent = bit >= 4 * 8 && bit < 36 * 8;
    const index = fault?.rule === "link" && !namesParent ? 3 : 2;
    expect({ bit, index: fault?.index }).toEqual({ bit, index });
    seen.add(fault?.rule ?? "none");
  }
  expect([...seen].toSorted()).toEqual(["bits", "link", "work"]);
});

test("a header left out, doubled or moved breaks the link where it was", () => {
  expect(ruleOf(verifyHeaders(pick(0, 2), null, MAINNET_LIMIT))).toBe("link at 1");
  expect(ruleOf(verifyHeaders(pick(0, 0), null, MAINNET_LIMIT))).toBe("link at 1");
  expect(ruleOf(verifyHeaders(pick(0, 1, 1), null, MAINNET_LIMIT))).toBe("link at 2");
  expect(ruleOf(verifyHeaders(pick(1, 0, 2), null, MAINNET_LIMIT))).toBe("link at 1");
});

test("the first header is held to what it must build on, and only when that is known", () => {
  const rest = MAINNET.subarray(80);
  const genesis = doubleSha256(MAINNET.subarray(0, 80));
  expect(verifyHeaders(rest, genesis, MAINNET_LIMIT).fault).toBeNull();
  expect(verifyHeaders(rest, null, MAINNET_LIMIT).fault).toBeNull();
  expect(ruleOf(verifyHeaders(rest, NO_PARENT, MAINNET_LIMIT))).toBe("link at 0");
});

test.each([
  { why: "is zero", bits: 0x1d000000 },
  { why: "is shifted down to zero", bits: 0x01003456 },
  { why: "is negative", bits: 0x1d80ffff },
  { why: "exceeds 256 bits", bits: 0xff00ffff },
  { why: "is easier than the network allows", bits: 0x1d010000 },
])("a target that $why is refused before any work is looked at", ({ bits }) => {
  const header = withBits(MAINNET.subarray(0, 80), bits);
  expect(ruleOf(verifyHeaders(header, null, MAINNET_LIMIT))).toBe("bits at 0");
});

test("work counts as 256-bit numbers compare", () => {
  const header = fc.uint8Array({ minLength: 80, maxLength: 80 });
  const mantissa = fc.integer({ min: 1, max: 0x7fffff });
  fc.assert(
    fc.property(header, mantissa, fc.integer({ min: 0x1f, max: 0x20 }), (bytes, low, exponent) => {
      const bits = exponent * 2 ** 24 + low;
      const candidate = withBits(bytes, bits);
      const { fault, hashes } = verifyHeaders(candidate, null, REGTEST_LIMIT);
      const isMet = meetsTarget(displayHash(hashes), toTarget(compactBits(bits)));
      expect(fault?.rule ?? "none").toBe(isMet ? "none" : "work");
    }),
  );
});

test("a part of a header, or of a hash, is refused", () => {
  const refusal = expect.objectContaining({ code: "header.invalid" });
  expect(() => verifyHeaders(MAINNET.subarray(1), null, MAINNET_LIMIT)).toThrow(refusal);
  expect(() => verifyHeaders(MAINNET, new Uint8Array(31), MAINNET_LIMIT)).toThrow(refusal);
});

function ruleOf({ fault }: HeaderCheck): string {
  return fault === null ? "none" : `${fault.rule} at ${fault.index}`;
}

/** Some of mainnet's first headers. */
function pick(...heights: readonly number[]): Uint8Array {
  return Buffer.concat(heights.map((height) => MAINNET.subarray(80 * height, 80 * height + 80)));
}

/** Regtest headers that build on each other, at the easiest target. */
function mine(count: number, parent: Uint8Array): Uint8Array {
  const chain = Buffer.alloc(80 * count);
  let previous = parent;
  for (let i = 0; i < count; i += 1) {
    const header = chain.subarray(80 * i, 80 * i + 80);
    header.set(previous, 4);
    header.writeUInt32LE(0x207fffff, 72);
    while (verifyHeaders(header, null, REGTEST_LIMIT).fault !== null) {
      header.writeUInt32LE(header.readUInt32LE(76) + 1, 76);
    }
    previous = doubleSha256(header);
  }
  return chain;
}

function withBits(header: Uint8Array, bits: number): Uint8Array {
  const changed = Uint8Array.from(header);
  new DataView(changed.buffer).setUint32(72, bits, true);
  return changed;
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

function bytesOf(...parts: readonly string[]): Uint8Array {
  return Uint8Array.from(Buffer.from(parts.join(""), "hex"));
}
