import { expect, test } from "vitest";
import { formatChange } from "../../../src/report/index.ts";
import { unbounded } from "../../../src/web/parts/unbounded.ts";

test("an upper end that JSON cannot write is told as without bound", () => {
  const sent = { value: 40, lo50: 10, hi50: 90, lo80: 0, hi80: 200, lo95: -20, hi95: null };
  expect(formatChange(unbounded(sent), "en", 0)).toMatch(/\[−20, \+∞\]$/u);
});
