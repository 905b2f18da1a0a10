import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { formatPeer, parsePeers } from "../../../src/ingest/peer/address.ts";
import { seedPeers } from "../../../src/ingest/peer/seeds.ts";
import { faultOf } from "./gathering.ts";

test.each([
  { text: "node.example", peers: [{ host: "node.example", port: 8_333 }] },
  { text: "Node.Example:1", peers: [{ host: "node.example", port: 1 }] },
  { text: "10.0.0.7:65535", peers: [{ host: "10.0.0.7", port: 65_535 }] },
  { text: "[::1]:18444", peers: [{ host: "::1", port: 18_444 }] },
  { text: "[2001:db8::1]", peers: [{ host: "2001:db8::1", port: 8_333 }] },
  {
    text: "a, b:2 ,a:8333",
    peers: [
      { host: "a", port: 8_333 },
      { host: "b", port: 2 },
    ],
  },
])("$text names peers", ({ text, peers }) => {
  expect(parsePeers(text)).toEqual(peers);
});

test("without a port it is the network's own", () => {
  expect(parsePeers("127.0.0.1", NETWORKS.signet)).toEqual([{ host: "127.0.0.1", port: 38_333 }]);
});

test.each([
  { text: "", reason: "an empty address" },
  { text: "::1", reason: "needs brackets" },
  { text: "[10.0.0.7]:1", reason: "neither a name nor an address" },
  { text: "10.0.0.256:1", reason: "neither a name nor an address" },
  { text: "user@host:1", reason: "neither a name nor an address" },
  { text: "http://host:1", reason: "no port" },
  { text: "host:0", reason: '"0" is no port' },
  { text: "host:65536", reason: '"65536" is no port' },
  { text: "host:", reason: '"" is no port' },
  { text: "host:1e3", reason: '"1e3" is no port' },
  { text: "-host:1", reason: "neither a name nor an address" },
  { text: `${"a".repeat(254)}:1`, reason: "neither a name nor an address" },
  { text: Array.from({ length: 17 }, (_, i) => `h${i}`).join(","), reason: "at most 16" },
])('"$text" is no list of peers', ({ text, reason }) => {
  expect(() => parsePeers(text)).toThrow(expect.objectContaining({ code: "input.invalid" }));
  expect(() => parsePeers(text)).toThrow(reason);
});

test("every problem of a list is told", () => {
  const fault = faultOf(() => parsePeers("ok:1,bad:x,::1"));
  expect(fault).toMatchObject({ problems: [{ path: "peer" }, { path: "peer" }] });
});

test("a peer printed is the peer read", () => {
  const host = fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom("::1", "2001:db8::7"));
  const peer = fc.record({ host, port: fc.integer({ min: 1, max: 65_535 }) });
  fc.assert(
    fc.property(peer, (one) => {
      expect(parsePeers(formatPeer(one))).toEqual([one]);
    }),
  );
});

test("any text is read or refused with a reason", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "1", ":", ".", "[", "]", ",", "%", "-", " ") }),
      (text) => {
        const fault = faultOf(() => parsePeers(text));
        expect(fault === null || fault instanceof HashfallError).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("no seed chooses alone, and no more than eight peers are taken", async () => {
  const seeds = NETWORKS.mainnet.dnsSeeds;
  const resolve = async (name: string): Promise<string[]> => {
    const seed = seeds.indexOf(name);
    if (seed === 0) throw new Error("no such name");
    return Array.from({ length: 25 }, (_, i) => `10.${seed}.0.${i}`);
  };
  const peers = await seedPeers(NETWORKS.mainnet, resolve);
  const own = peers.map((peer) => peer.host);
  expect(own).toEqual([...[1, 2, 3, 4, 5, 6, 7].map((seed) => `10.${seed}.0.0`), "10.1.0.1"]);
  expect(new Set(peers.map((peer) => peer.port))).toEqual(new Set([8_333]));
});

test("seeds that name nothing useful leave no peer, and every seed is told", async () => {
  const asked = seedPeers(NETWORKS.signet, async () => ["localhost", ""]);
  await expect(asked).rejects.toMatchObject({
    code: "source.unreachable",
    problems: NETWORKS.signet.dnsSeeds.map((path) => ({ path, reason: "named no address" })),
  });
});

test("a network without seeds needs a peer by name", async () => {
  const asked = seedPeers(NETWORKS.regtest, async () => ["10.0.0.1"]);
  await expect(asked).rejects.toMatchObject({ code: "input.invalid" });
});
