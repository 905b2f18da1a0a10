import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { drawsText, readDraws } from "../../src/store/index.ts";

const scratch = mkdtempSync(join(tmpdir(), "hashfall-draws-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const draws = {
  name: "example",
  paths: ["parameters.pue", "regions.sichuan.share"],
  draws: [
    [1.1, 0.4],
    [1.2, 0.5],
  ],
  madeFrom: { record: "0123", scenario: "example", commit: "abc", command: "fit", note: "" },
};

function written(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

test("draws come back from their file as they were", async () => {
  expect(await readDraws(written("good.json", drawsText(draws)))).toEqual(draws);
});

test("a file that is not there holds no draws", async () => {
  expect(await readDraws(join(scratch, "none.json"))).toBeNull();
});

test.each([
  { why: "a draw with a number too few", text: drawsText({ ...draws, draws: [[1.1]] }) },
  { why: "no JSON", text: "draws" },
  { why: "no origin", text: JSON.stringify({ ...draws, madeFrom: undefined }) },
])("$why is refused with the file's name", async ({ text }) => {
  const path = written("bad.json", text);
  await expect(readDraws(path)).rejects.toMatchObject({ code: "input.invalid" });
  await expect(readDraws(path)).rejects.toThrow(path);
});
