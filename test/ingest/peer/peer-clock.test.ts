import { afterEach, expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import type { BlockBatch } from "../../../src/ingest/block-source.ts";
import type { PeerSource } from "../../../src/ingest/peer/peer-source.ts";
import { gather, goOn, hashesOf, NOTHING_KNOWN } from "./gathering.ts";
import { honest, ROWS, Stage } from "./stage.ts";

const stage = new Stage();
afterEach(() => stage.clear());

const reason = 'header of height 7 breaks the rule "future-time"';
const remedy = "set this machine's clock";
const AHEAD = new HashfallError("header.invalid", reason, {
  problems: [{ path: "header.future-time", reason, remedy }],
});
const HASHES = ROWS.map((row) => row.hash);

test("a peer ahead of our clock is asked again after pauses that grow", async () => {
  const peer = await stage.peer(honest());
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => void pauses.push(ms);
  const source = await stage.source([peer], { pause });
  for (let run = 0; run < 3; run += 1) {
    await expect(refusing(source, AHEAD)).rejects.toMatchObject({
      code: "source.unreachable",
      message: `peer 127.0.0.1:${peer.address.port} is left for now: ${reason}`,
      problems: [{ path: "header.future-time", remedy }],
    });
    expect(source.report()).toMatchObject([{ outcome: { kind: "dropped" } }]);
    await source.changed(goOn());
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000]);
  expect(hashesOf(await gather(source))).toEqual(HASHES);
  expect(source.report()).toMatchObject([{ outcome: { kind: "agrees" } }]);
  expect(peer.connections()).toBe(4);
});

test.each([
  { why: "at once", late: 1 },
  { why: "a batch later", late: 2 },
])("what is refused $why for our clock is asked of the next peer anew", async ({ late }) => {
  const source = await stage.source([await stage.peer(honest()), await stage.peer(honest())]);
  const given: BlockBatch[] = [];
  for await (const batch of source.blocks(NOTHING_KNOWN, goOn())) {
    given.push(batch);
    if (given.length === late + 1) given[1]?.refuse?.(AHEAD);
  }
  expect(hashesOf(given.slice(-2))).toEqual(HASHES.slice(1));
  expect(source.report().map((peer) => peer.outcome.kind)).toEqual(["dropped", "agrees"]);
  await source.changed(goOn());
  expect(hashesOf(await gather(source))).toEqual(HASHES);
  expect(source.report().map((peer) => peer.outcome.kind)).toEqual(["agrees", "agrees"]);
});

test("our clock excuses no other fault, whichever is found first", async () => {
  const other = new HashfallError("header.invalid", "bits of height 7 are wrong");
  for (const faults of [
    [AHEAD, other],
    [other, AHEAD],
  ]) {
    const peer = await stage.peer(honest());
    const source = await stage.source([peer]);
    await expect(refusing(source, ...faults)).rejects.toMatchObject({ code: expect.any(String) });
    await expect(gather(source)).rejects.toMatchObject({
      code: "source.malformed",
      message: expect.stringContaining(other.message),
    });
    expect(peer.connections()).toBe(1);
  }
});

/** Refuses every batch of a run. */
async function refusing(source: PeerSource, ...faults: readonly HashfallError[]): Promise<void> {
  for await (const batch of source.blocks(NOTHING_KNOWN, goOn())) {
    for (const fault of faults) batch.refuse?.(fault);
  }
}
