import { expect, test } from "vitest";
import { hashfall } from "./program.ts";

test("machines lost have one unit for both runs, and overrides tell equal titles apart", () => {
  const two = ["spill-question", "spill-question:closed"];
  const { stdout: out } = hashfall("simulate", "--compare", ...two, "--members", "32");
  const lines = out.split("\n");
  const a = lines.findIndex((line) => line.startsWith("machines lost, million"));
  expect(a).toBeGreaterThan(0);
  expect(lines[a + 1]?.trim()).toMatch(/^B/u);
  expect(out).not.toContain("machines lost, thousand");
  expect(out).toMatch(/^B .*: closed/mu);
});
