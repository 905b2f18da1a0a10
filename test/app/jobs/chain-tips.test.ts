import { expect, test } from "vitest";
import { ChainTips } from "../../../src/app/jobs/index.ts";
import type { ChainEvent } from "../../../src/app/index.ts";

const OF_RECORD = { height: 7, hash: null, at: "2026-04-22T21:50:03Z" };
const NEWEST = { height: 9, hash: "ab", at: "2026-04-22T22:10:00Z" };

/** A kept chain that tells what it is told to. */
function kept(tip: object | null) {
  const listeners = new Set<(event: ChainEvent) => void>();
  return {
    state: () => ({ network: "mainnet", tip, trouble: null }),
    subscribe: (listener: (event: ChainEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (event: ChainEvent) => {
      for (const listener of listeners) listener(event);
    },
    listeners,
  };
}

const ofRecord = async () => Promise.resolve(OF_RECORD);

test("the newest block is the kept chain's; the record's where none is kept or it is empty", async () => {
  expect(await new ChainTips(kept(NEWEST), ofRecord).current()).toEqual(NEWEST);
  expect(await new ChainTips(kept(null), ofRecord).current()).toEqual(OF_RECORD);
  expect(await new ChainTips(undefined, ofRecord).current()).toEqual(OF_RECORD);
});

test("only a block that is new is told of, and nothing any more to who has left", () => {
  const chain = kept(NEWEST);
  const told: unknown[] = [];
  const leave = new ChainTips(chain, ofRecord).subscribe((news) => told.push(news));
  const news = { tip: NEWEST, changed: true, reorganisations: [{ fork_height: 5, depth: 2 }] };
  chain.tell({ kind: "progress", blocks: 1, height: 9, tip_height: null });
  chain.tell({ kind: "trouble", message: "away", retry_in_s: 1 });
  chain.tell({ kind: "tip", ...news, changed: false });
  chain.tell({ kind: "tip", ...news });
  expect(told).toEqual([news]);
  leave();
  expect(chain.listeners.size).toBe(0);
});
