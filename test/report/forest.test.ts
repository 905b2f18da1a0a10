import { expect, test } from "vitest";
import type { Estimate } from "../../src/base/index.ts";
import { changeForest } from "../../src/report/index.ts";

function about(value: number, half: number): Estimate {
  const [low, high] = [value - half, value + half];
  return { value, lo50: low, hi50: high, lo80: low, hi80: high, lo95: low, hi95: high };
}

function forest(changes: readonly Estimate[]): string {
  const rows = changes.map((change, index) => ({
    name: `row ${index}`,
    change,
    told: index === 0,
  }));
  return changeForest({ id: "f", title: "t", description: "d", rows }, "en", 1000);
}

test("small changes are drawn on a scale of tens of per cent, large ones on one of hundreds", () => {
  expect(forest([about(-20, 8), about(-29, 5)])).toContain("+20");
  const far = forest([about(-20, 8), about(150, 100)]);
  expect(far).toContain("+300");
  expect(far).not.toContain("+20");
});

test("a change that is told is filled, any other hollow", () => {
  const drawn = forest([about(-20, 8), about(1, 8)]);
  expect(drawn.match(/hitdot/gu)).toHaveLength(1);
  expect(drawn.match(/missdot/gu)).toHaveLength(1);
});
