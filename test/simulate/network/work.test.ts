import { expect, test } from "vitest";
import { Random } from "../../../src/base/index.ts";
import { LawNetwork } from "../../../src/simulate/network/law-network.ts";
import { MeanNetwork } from "../../../src/simulate/network/mean-network.ts";

const START = { time: 1_619_900_822, height: 681_408, bits: 0x170da8a1, epochStart: 1_619_900_822 };
const DAYS = 60;
const HASHRATE = 180e18;
const HASHES = (HASHRATE * DAYS * 86_400) / 2 ** 32;

test("the work of the blocks is the hashes that were tried, up to the luck of the blocks", () => {
  const law = new LawNetwork(START, Random.stream(1, 0, "blocks"));
  for (let day = 0; day < DAYS; day += 1) law.advance(HASHRATE, 86_400);
  const blocks = law.height - START.height;
  // A sum of n blocks deviates by 1/√n of itself.
  expect(Math.abs(law.work / HASHES - 1)).toBeLessThan(4 / Math.sqrt(blocks));
  expect(law.retargets.length).toBeGreaterThan(2);
});

test("without luck the work is the hashes, whatever the difficulty", () => {
  const mean = new MeanNetwork(START);
  for (let day = 0; day < DAYS; day += 1) mean.advance(HASHRATE, 86_400);
  expect(mean.work / HASHES).toBeCloseTo(1, 12);
});
