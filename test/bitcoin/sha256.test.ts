import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { displayHash } from "../../src/bitcoin/header.ts";
import { NETWORKS, NETWORK_NAMES } from "../../src/bitcoin/network.ts";
import {
  hashHeaders,
  hashHeadersPlain,
  simdHasher,
} from "../../src/bitcoin/sha256/hash-headers.ts";
import { doubleSha256, sha256 } from "../../src/bitcoin/sha256/sha256.ts";

const LANES = simdHasher();

// FIPS 180-2, appendix B
test.each([
  {
    why: "one block",
    message: "abc",
    digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  },
  {
    why: "two blocks",
    message: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    digest: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  },
  {
    why: "many blocks",
    message: "a".repeat(1_000_000),
    digest: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  },
  // NIST, SHA-2 short message test vectors, length 0
  {
    why: "nothing",
    message: "",
    digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  },
])("SHA-256 of $why is the published one", ({ message, digest }) => {
  expect(hex(sha256(Buffer.from(message)))).toBe(digest);
});

test.each(NETWORK_NAMES)("the first header of %s hashes to the hash that names it", (name) => {
  const { genesisHeader, genesisHash } = NETWORKS[name];
  const header = Buffer.from(genesisHeader, "hex");
  expect(displayHash(doubleSha256(header))).toBe(genesisHash);
  expect(displayHash(hashHeaders(header))).toBe(genesisHash);
});

test("a message of any length, anywhere in memory, hashes as OpenSSL hashes it", () => {
  const message = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(message, fc.nat(70), (bytes, skipped) => {
      const part = bytes.subarray(skipped);
      expect(hex(sha256(part))).toBe(hex(hashByOpenssl(part)));
    }),
  );
});

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2_047, 2_048, 2_049, 5_000])(
  "%i headers hash alike in four lanes, one by one, and in OpenSSL",
  (count) => {
    const headers = pseudoRandom(count * 80);
    const expected = expectedHashes(headers);
    expect(hex(hashHeadersPlain(headers))).toBe(expected);
    expect(hex(hashHeaders(headers))).toBe(expected);
    expect(hashInLanes(headers)).toBe(expected);
  },
);

test("every bit of a header counts, in each of the four lanes", () => {
  const bit = fc.nat(80 * 8 - 1);
  const header = fc.uint8Array({ minLength: 80, maxLength: 80 });
  fc.assert(
    fc.property(header, bit, (bytes, place) => {
      const flipped = bytes.slice();
      flipped[place >> 3] = (flipped[place >> 3] ?? 0) ^ (1 << (place & 7));
      const four = Buffer.concat([flipped, bytes, bytes, flipped]);
      expect(hashInLanes(four)).toBe(expectedHashes(four));
    }),
  );
});

test("a part of a header is refused", () => {
  const refusal = expect.objectContaining({ code: "header.invalid" });
  for (const hasher of [hashHeaders, hashHeadersPlain]) {
    expect(() => hasher(new Uint8Array(79))).toThrow(refusal);
  }
});

function hashInLanes(headers: Uint8Array): string {
  if (LANES === null) throw new Error("this machine has no SIMD");
  return hex(LANES(headers));
}

function expectedHashes(headers: Uint8Array): string {
  const count = headers.length / 80;
  return Array.from({ length: count }, (_, i) =>
    hex(hashByOpenssl(hashByOpenssl(headers.subarray(80 * i, 80 * i + 80)))),
  ).join("");
}

function hashByOpenssl(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Bytes without pattern, the same in every run: SHA-256 of a counter. */
function pseudoRandom(size: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, i) =>
    hashByOpenssl(Buffer.from(String(i))),
  );
  return Buffer.concat(blocks).subarray(0, size);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
