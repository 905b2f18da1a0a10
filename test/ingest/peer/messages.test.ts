import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError, unixSeconds } from "../../../src/base/index.ts";
import {
  announcesBlock,
  decodeHeaders,
  decodeVersion,
  encodeGetHeaders,
  encodePong,
  encodeVersion,
} from "../../../src/ingest/peer/messages.ts";
import { faultOf } from "./gathering.ts";
import { headersPayload, recordedHeaders, versionPayload } from "./scripted-peer.ts";

const NONCE = Buffer.from("0102030405060708", "hex");
const malformed = expect.objectContaining({ code: "source.malformed" });

test("we offer no service, want no transactions and say when it is", () => {
  const wire = Buffer.from(
    encodeVersion({ time: unixSeconds(1_700_000_000.9), userAgent: "/hashfall:1/", nonce: NONCE }),
  );
  expect(wire.length).toBe(85 + "/hashfall:1/".length + 1);
  expect(wire.readInt32LE(0)).toBe(70_016);
  expect(wire.readBigUInt64LE(4)).toBe(0n);
  expect(wire.readBigInt64LE(12)).toBe(1_700_000_000n);
  expect(wire.at(-1)).toBe(0);
  expect(decodeVersion(wire)).toEqual({
    protocol: 70_016,
    userAgent: "/hashfall:1/",
    startHeight: 0,
    nonce: new Uint8Array(NONCE),
  });
});

test("a peer's name cannot move the cursor of a terminal", () => {
  const agent = "/evil\u001b[2J\n/";
  const start = versionPayload().subarray(0, 80);
  const wire = Buffer.concat([start, Buffer.from([agent.length]), Buffer.from(agent), NONCE]);
  expect(decodeVersion(wire).userAgent).toBe("/evil?[2J?/");
});

test("a height below zero is no height", () => {
  expect(decodeVersion(versionPayload(70_016, -1)).startHeight).toBeNull();
});

test("headers are asked for from the first block shared, without an end", () => {
  const wire = Buffer.from(encodeGetHeaders([Buffer.alloc(32, 1), Buffer.alloc(32, 2)]));
  expect(wire.toString("hex")).toBe(
    `8011010002${"01".repeat(32)}${"02".repeat(32)}${"00".repeat(32)}`,
  );
});

test.each([
  { why: "2,001 of them", payload: headersPayload(recordedHeaders(1, 2_002)) },
  { why: "a transaction behind one", payload: headersPayload(recordedHeaders(1, 3), 1) },
  { why: "bytes left over", payload: Buffer.concat([headersPayload([]), NONCE]) },
  { why: "a byte too few", payload: headersPayload(recordedHeaders(1, 3)).subarray(0, -1) },
  { why: "a count of three bytes where one does", payload: Buffer.from("fd0000", "hex") },
  { why: "no count", payload: Buffer.alloc(0) },
])("headers with $why are refused", ({ payload }) => {
  expect(() => decodeHeaders(payload)).toThrow(malformed);
});

test.each([
  { why: "a block", kind: 2, announces: true },
  { why: "a block with witnesses", kind: 0x40000002, announces: true },
  { why: "a transaction", kind: 1, announces: false },
])("an entry of $why announces a block: $announces", ({ kind, announces }) => {
  const wire = Buffer.alloc(37, 1);
  wire.writeUInt32LE(kind, 1);
  expect(announcesBlock(wire)).toBe(announces);
});

test("a ping of another length than eight bytes is refused", () => {
  expect(encodePong(NONCE)).toEqual(NONCE);
  expect(() => encodePong(Buffer.alloc(9))).toThrow(malformed);
});

test("noise for a content ends in a failure with a name or in a value", () => {
  const readers = [decodeVersion, decodeHeaders, announcesBlock, encodePong];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...readers), (noise, read) => {
      const fault = faultOf(() => read(noise));
      expect(fault === null || fault instanceof HashfallError).toBe(true);
    }),
    { numRuns: 500 },
  );
});
