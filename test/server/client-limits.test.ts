import * as fc from "fast-check";
import { expect, test } from "vitest";
import { COSTS, ClientLimits } from "../../src/server/client-limits.ts";

/** A bucket of 100 that gains 10 a second, and the hands of its clock. */
function limited() {
  const time = { now: 0 };
  const limits = new ClientLimits({ capacity: 100, perSecond: 10 }, () => time.now);
  return { limits, time };
}

test("who has emptied his bucket waits as long as it takes to fill, and no other does", () => {
  const { limits, time } = limited();
  expect(limits.take("greedy", 100)).toBe(0);
  expect(limits.take("greedy", 30)).toBe(3);
  expect(limits.take("modest", 30)).toBe(0);
  time.now = 2_900;
  expect(limits.take("greedy", 30)).toBe(1);
  time.now = 3_000;
  expect(limits.take("greedy", 30)).toBe(0);
});

test("no client is ever given more than a bucket and what flows in", () => {
  const asks = fc.array(fc.tuple(fc.nat(2_000), fc.integer({ min: 1, max: 60 })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(asks, (all) => {
      const { limits, time } = limited();
      let taken = 0;
      for (const [pause, cost] of all) {
        time.now += pause;
        if (limits.take("one", cost) === 0) taken += cost;
        expect(taken).toBeLessThanOrEqual(100 + (time.now / 1000) * 10 + 1e-6);
      }
    }),
  );
});

test("many clients are remembered, and not more", () => {
  const { limits } = limited();
  limits.take("first", 100);
  for (let i = 0; i < 9_999; i += 1) limits.take(`client ${i}`, 1);
  expect(limits.take("first", 50)).toBe(5);
  for (let i = 0; i < 10_000; i += 1) limits.take(`other ${i}`, 1);
  expect(limits.take("first", 50)).toBe(0);
});

test("a bucket lasts for 5,000 kept answers a second without end", () => {
  const time = { now: 0 };
  const limits = new ClientLimits(undefined, () => time.now);
  let refused = 0;
  for (let i = 0; i < 300_000; i += 1) {
    time.now += 0.2;
    if (limits.take("bench", COSTS.request) > 0) refused += 1;
  }
  expect(refused).toBe(0);
});
