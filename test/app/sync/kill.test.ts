import { expect, test } from "vitest";
import { killTest } from "./kill/kill-test.ts";
import { branchingNode } from "./kill/origins.ts";

// `npm run kill-test -- --times 50` is the long version.
test("a sync that is killed loses no committed block and goes on by itself", async () => {
  const { kills, syncs, missed } = await killTest({
    times: 3,
    seed: 3,
    origins: [async () => branchingNode(1)],
    kills: { first: 1, syncing: 1, reorganising: 2, labelling: 0 },
    tell: () => undefined,
  });
  expect(kills + missed).toBeGreaterThanOrEqual(3);
  expect(syncs).toBeGreaterThanOrEqual(1);
}, 180_000);
