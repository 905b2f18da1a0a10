import { expect, test } from "vitest";
import { heldAt, levelOf, rateWord } from "../../../../src/web/views/now/numbers.ts";
import { heightOf } from "../../../../src/web/views/now/use-tip.ts";

test("a hashrate is told in the unit that suits its size", () => {
  expect(rateWord(4.21e-12)).toBe("4.21\u00a0MH/s");
  expect(rateWord(972)).toBe("972\u00a0EH/s");
  expect(rateWord(1000)).toBe("1\u00a0ZH/s");
});

// Bitcoin wiki, Difficulty: at difficulty 1 a block takes 2^32 / 600 = 7.158 million hashes a second.
test("difficulty 1 is a block every ten minutes at 7.16 MH/s", () => {
  expect(rateWord(levelOf(1))).toBe("7.16\u00a0MH/s");
});

test("a difficulty holds from its first block until the next one's", () => {
  const steps = { at_s: [10, 20, null, 40], values: [1, 2, 3, 4] };
  expect(heldAt(steps, [5, 10, 19, 25, 45])).toEqual([null, 1, 1, 3, 4]);
});

test("a new block is told by its height; an event without one tells nothing", () => {
  expect(heightOf('{"kind":"tip","tip":{"height":946236}}')).toBe(946_236);
  expect(heightOf("{}")).toBeNull();
});
