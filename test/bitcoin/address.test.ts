import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { addressOf, lockingScriptOf } from "../../src/bitcoin/address.ts";
import {
  decodeBase58,
  decodeBase58Check,
  encodeBase58,
  encodeBase58Check,
} from "../../src/bitcoin/base58.ts";
import { decodeBech32, encodeBech32, fromFiveBits, toFiveBits } from "../../src/bitcoin/bech32.ts";
import { NETWORKS } from "../../src/bitcoin/network.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

function rowsOf(file: string): string[][] {
  const text = readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
}

// BIP 173 and BIP 350, "Test vectors"; Bitcoin Core, src/test/data/key_io_*.json
const ADDRESSES = rowsOf("addresses.tsv").map((row) => {
  const [source = "", network = "", address = "", script = "", reason = ""] = row;
  const of = Object.values(NETWORKS).find(({ name }) => name === network) ?? NETWORKS.mainnet;
  return { source, network: of, address, script, reason };
});
const VALID = ADDRESSES.filter(({ script }) => script !== "");
const REFUSED = ADDRESSES.filter(({ script }) => script === "");

test.each(VALID)("$source: $address stands for $script", ({ network, address, script }) => {
  expect(hex(lockingScriptOf(address, network))).toBe(script);
  const upper = address === address.toUpperCase();
  expect(addressOf(bytesOf(script), network)).toBe(upper ? address.toLowerCase() : address);
});

test.each(REFUSED)("$source: $address is refused for $reason", ({ network, address }) => {
  expect(() => lockingScriptOf(address, network)).toThrow(
    expect.objectContaining({ code: "input.invalid" }),
  );
});

// Bitcoin Core, src/test/data/base58_encode_decode.json
test.each(rowsOf("base58.tsv"))("%s in base 58 is %s", (bytes = "", text = "") => {
  expect(encodeBase58(bytesOf(bytes))).toBe(text);
  expect(hex(decodeBase58(text) ?? new Uint8Array())).toBe(bytes);
});

// BIP 173 and BIP 350, "Test vectors"
describe("a text in base 32 with a checksum", () => {
  test.each([
    ["A12UEL5L", "bech32"],
    ["a12uel5l", "bech32"],
    [
      "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
      "bech32",
    ],
    ["abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "bech32"],
    [`11${"q".repeat(82)}c8247j`, "bech32"],
    ["split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", "bech32"],
    ["?1ezyfcl", "bech32"],
    ["A1LQFN3A", "bech32m"],
    ["a1lqfn3a", "bech32m"],
    [
      "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
      "bech32m",
    ],
    ["abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "bech32m"],
    [`11${"l".repeat(82)}ludsr8`, "bech32m"],
    ["split1checkupstagehandshakeupstreamerranterredcaperredlc445v", "bech32m"],
    ["?1v759aa", "bech32m"],
  ])("%s is good as %s only", (text, form) => {
    const decoded = decodeBech32(text);
    expect(decoded?.form).toBe(form);
    expect(decoded === null ? null : encodeBech32(decoded)).toBe(text.toLowerCase());
  });

  test.each([
    ["a character out of range in its first part", "\u00201nwldj5"],
    ["a character out of range in its first part", "\u007f1axkwrx"],
    ["a character out of range in its first part", "\u00801eym55h"],
    ["a character out of range in its first part", "\u00201xj0phk"],
    ["a character out of range in its first part", "\u007f1g6xzxy"],
    ["a character out of range in its first part", "\u00801vctc34"],
    [
      "more than 90 characters",
      "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
    ],
    [
      "more than 90 characters",
      "an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4",
    ],
    ["no separator", "pzry9x0s0muk"],
    ["no separator", "qyrz8wqd2c9m"],
    ["an empty first part", "1pzry9x0s0muk"],
    ["an empty first part", "1qyrz8wqd2c9m"],
    ["an empty first part", "10a06t8"],
    ["an empty first part", "1qzzfhee"],
    ["an empty first part", "16plkw9"],
    ["an empty first part", "1p2gdwpf"],
    ["a character outside the alphabet", "x1b4n0q5v"],
    ["a character outside the alphabet", "y1b0jsk6g"],
    ["a character outside the alphabet", "lt1igcx5c0"],
    ["a character outside the alphabet", "mm1crxm3i"],
    ["a character outside the alphabet", "au1s5cgom"],
    ["a character outside the alphabet", "de1lg7wt\u00ff"],
    ["a checksum of fewer than six characters", "li1dgmt3"],
    ["a checksum of fewer than six characters", "in1muywd"],
    ["the checksum of its capitals", "A1G7SGD8"],
    ["the checksum of its capitals", "M1VUXWEZ"],
  ])("with %s is refused: %s", (_, text) => {
    expect(decodeBech32(text)).toBeNull();
  });

  test("is refused where a character only turns into one of the alphabet", () => {
    expect(decodeBech32("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7\u212aV8F3T4")).toBeNull();
  });
});

test.each([
  ["a bare public key", `41${"04".repeat(65)}ac`],
  ["data", "6a24aa21a9ed4efc104c06ebc2d2033b0511518c2e87d6841e7716c4f37c82d54819838b491e"],
  ["one of two keys", `5121${"02".repeat(33)}21${"03".repeat(33)}52ae`],
  ["a program of 16 bytes in version 0", `0010${"11".repeat(16)}`],
  ["a program of 41 bytes", `5129${"11".repeat(41)}`],
  ["a push that does not fill the script", `5114${"11".repeat(21)}`],
  ["nothing", ""],
])("a script that pays to %s has no address", (_, script) => {
  expect(addressOf(bytesOf(script), NETWORKS.mainnet)).toBeNull();
});

test("a text of any length is refused in time", () => {
  for (const address of ["1".repeat(1_000_000), `bc1${"q".repeat(1_000_000)}`, "é".repeat(40)]) {
    expect(() => lockingScriptOf(address, NETWORKS.mainnet)).toThrow(HashfallError);
  }
});

const anyNetwork = fc.constantFrom(...Object.values(NETWORKS));
const anyBytes = fc.uint8Array({ maxLength: 64 });
const standardScript = fc
  .constantFrom(
    { head: "76a914", size: 20, tail: "88ac" },
    { head: "a914", size: 20, tail: "87" },
    { head: "0014", size: 20, tail: "" },
    { head: "0020", size: 32, tail: "" },
    { head: "5120", size: 32, tail: "" },
    { head: "6002", size: 2, tail: "" },
  )
  .chain(({ head, size, tail }) =>
    fc
      .uint8Array({ minLength: size, maxLength: size })
      .map((payload) => bytesOf(head + hex(payload) + tail)),
  );

test("an address leads back to its script, on its network", () => {
  fc.assert(
    fc.property(standardScript, anyNetwork, (script, network) => {
      const address = addressOf(script, network) ?? "none";
      expect(hex(lockingScriptOf(address, network))).toBe(hex(script));
    }),
  );
});

test("an address with one character changed is refused", () => {
  const changed = fc.record({
    script: standardScript,
    at: fc.nat(),
    by: fc.integer({ min: 1, max: 31 }),
  });
  fc.assert(
    fc.property(changed, ({ script, at, by }) => {
      const address = addressOf(script, NETWORKS.mainnet) ?? "";
      const alphabet = address.startsWith("bc1")
        ? "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
        : "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
      const skipped = address.startsWith("bc1") ? 3 : 0;
      const place = skipped + (at % (address.length - skipped));
      const old = alphabet.indexOf(address.charAt(place));
      const other = alphabet.charAt((old + by) % alphabet.length);
      const wrong = address.slice(0, place) + other + address.slice(place + 1);
      expect(() => lockingScriptOf(wrong, NETWORKS.mainnet)).toThrow(HashfallError);
    }),
  );
});

test("bytes survive base 58, base 58 with checksum, and groups of five bits", () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(decodeBase58(encodeBase58(bytes))).toEqual(bytes);
      expect(decodeBase58Check(encodeBase58Check(bytes))).toEqual(bytes);
      expect(fromFiveBits(toFiveBits(bytes))).toEqual(bytes);
    }),
  );
});

test("no script and no text makes the encodings fail in an unforeseen way", () => {
  fc.assert(
    fc.property(anyBytes, fc.string({ unit: "grapheme" }), anyNetwork, (script, text, network) => {
      const address = addressOf(script, network);
      expect(address === null || address.length > 0).toBe(true);
      const found = outcomeOf(() => lockingScriptOf(text, network));
      expect(found).not.toBeNull();
    }),
  );
});

/** Null for an error that is not ours. */
function outcomeOf(decode: () => Uint8Array): Uint8Array | HashfallError | null {
  try {
    return decode();
  } catch (error) {
    return error instanceof HashfallError ? error : null;
  }
}
