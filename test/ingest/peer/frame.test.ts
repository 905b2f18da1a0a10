import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import {
  encodeFrame,
  type Frame,
  FrameDecoder,
  MAX_PAYLOAD_BYTES,
} from "../../../src/ingest/peer/frame.ts";
import { decodeHeaders, decodeVersion } from "../../../src/ingest/peer/messages.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { faultOf } from "./gathering.ts";

const { magic } = NETWORKS.regtest;
const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");

// Bitcoin Core 28.1, recorded: all it sent to a peer that greeted it and asked for headers.
const RECORDED = [
  "version",
  "wtxidrelay",
  "sendaddrv2",
  "verack",
  "sendcmpct",
  "ping",
  "feefilter",
  "headers",
];

test("what a node says is understood however its bytes are cut", () => {
  const sent = recordedNode().p2pSent;
  const cut = fc.oneof(fc.nat({ max: 600 }), fc.nat({ max: sent.length }));
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 40 }), (cuts) => {
      const frames = decodeCut(sent, cuts);
      expect(frames.map((frame) => frame.command)).toEqual(RECORDED);
    }),
    { numRuns: 60 },
  );
});

test("what a node says is understood byte by byte", () => {
  const sent = recordedNode().p2pSent.subarray(0, 1_500);
  const decoder = new FrameDecoder(magic);
  const frames = Array.from(sent, (_, i) => [...decoder.push(sent.subarray(i, i + 1))]).flat();
  expect(frames.map((frame) => frame.command)).toEqual(RECORDED.slice(0, -1));
});

test("the recorded node tells its program and height, and gives its first 2,000 headers", () => {
  const [version, ...rest] = decodeCut(recordedNode().p2pSent, []);
  const said = decodeVersion(version?.payload ?? bytes(""));
  expect(said).toMatchObject({
    protocol: 70_016,
    userAgent: "/Satoshi:28.1.0/",
    startHeight: 5_004,
  });
  const rows = recordedNode().rows.slice(1, 2_001);
  const headers = decodeHeaders(rest.at(-1)?.payload ?? bytes(""));
  expect(Buffer.from(headers).equals(Buffer.concat(rows.map((row) => row.header)))).toBe(true);
});

// Bitcoin wiki, "Protocol documentation", section verack; magic of mainnet.
test("a verack of mainnet is 24 bytes known since 2011", () => {
  const wire = encodeFrame(NETWORKS.mainnet.magic, { command: "verack", payload: bytes("") });
  expect(Buffer.from(wire).toString("hex")).toBe(
    "f9beb4d976657261636b000000000000000000005df6e0e2",
  );
});

test("a message that is sent comes back the same", () => {
  const command = fc.stringMatching(/^[!-~]{1,12}$/u);
  const payload = fc.uint8Array({ maxLength: 10_000 });
  fc.assert(
    fc.property(fc.array(fc.record({ command, payload }), { maxLength: 5 }), (messages) => {
      const wire = Buffer.concat(messages.map((message) => encodeFrame(magic, message)));
      const back = decodeCut(wire, [7, 30, 31, 5_000]).map((frame) => ({
        command: frame.command,
        payload: new Uint8Array(frame.payload),
      }));
      expect(back).toEqual(messages);
    }),
  );
});

const PING = Buffer.from(
  encodeFrame(magic, { command: "ping", payload: bytes("0102030405060708") }),
);

test.each([
  { why: "another magic", at: 0, to: "f9beb4d9", reason: /begins with 0xd9b4bef9/u },
  { why: "bytes after the end of its command", at: 14, to: "61", reason: /70696e67/u },
  { why: "a command that is not printable", at: 4, to: "07", reason: /07696e67/u },
  { why: "more than 4,000,000 bytes", at: 16, to: "01093d00", reason: /of 4000001 bytes/u },
  { why: "a length with its highest bit set", at: 16, to: "ffffffff", reason: /4294967295/u },
  { why: "a wrong checksum", at: 20, to: "00000000", reason: /checksum/u },
  { why: "a changed content", at: 24, to: "ff", reason: /checksum/u },
])("a message with $why is refused", ({ at, to, reason }) => {
  const broken = Buffer.from(PING);
  broken.set(bytes(to), at);
  const fault = faultOf(() => [...new FrameDecoder(magic).push(broken)]);
  expect(fault).toMatchObject({
    code: "source.malformed",
    message: expect.stringMatching(reason),
  });
});

test("four bytes are enough to tell another network", () => {
  const decoder = new FrameDecoder(magic);
  expect(() => [...decoder.push(bytes("f9beb4d9"))]).toThrow("0xd9b4bef9");
  expect(decoder.foreignMagic).toBe(NETWORKS.mainnet.magic);
});

test("an announced length takes no room before its bytes come", () => {
  const announced = Buffer.from(PING);
  announced.writeUInt32LE(MAX_PAYLOAD_BYTES, 16);
  const before = process.memoryUsage().arrayBuffers;
  const decoders = Array.from({ length: 200 }, () => new FrameDecoder(magic));
  for (const decoder of decoders) expect([...decoder.push(announced)]).toEqual([]);
  // 200 × 4,096 bytes are taken; 200 × 4,000,000 were announced.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  expect(decoders).toHaveLength(200);
});

test("noise ends in a failure with a name or in silence, never otherwise", () => {
  const noise = fc.uint8Array({ maxLength: 400 });
  const prefixed = noise.map((tail) => Buffer.concat([PING.subarray(0, 16), tail]));
  fc.assert(
    fc.property(fc.oneof(noise, prefixed), (chunk) => {
      const decoder = new FrameDecoder(magic);
      const fault = faultOf(() => [...decoder.push(chunk)]);
      expect(fault === null || fault instanceof HashfallError).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function decodeCut(wire: Uint8Array, cuts: readonly number[]): Frame[] {
  const places = [0, ...cuts.toSorted((a, b) => a - b), wire.length];
  const decoder = new FrameDecoder(magic);
  return places.flatMap((from, i) =>
    Array.from(decoder.push(wire.subarray(from, places[i + 1] ?? from))),
  );
}
