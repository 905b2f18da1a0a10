import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseShockFolds, readShockFolds, shockFoldsText } from "../../src/store/index.ts";
import { ROOT } from "../shipped.ts";

const path = `${ROOT}scenarios/shocks/leave-one-out.json`;
const folds = await readShockFolds(path);
const written: unknown = JSON.parse(shockFoldsText(folds, 12));

/** The file's text with one field changed. */
function changed(key: string, change: (value: unknown) => unknown): string {
  const copy: unknown = structuredClone(written);
  if (typeof copy === "object" && copy !== null) Reflect.set(copy, key, change(valueOf(copy, key)));
  return JSON.stringify(copy);
}

const valueOf = (of: object, key: string): unknown => Reflect.get(of, key);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

test("folds are read as they were written, and the shipped ones byte for byte", async () => {
  expect(parseShockFolds(JSON.stringify(written), "x")).toEqual(folds);
  expect(shockFoldsText(folds, 5)).toBe(await readFile(path, "utf8"));
});

test.each([
  ["nothing", "null"],
  ["no JSON", "{"],
  ["no fold", changed("folds", () => [])],
  ["a parameter missing", changed("parameters", (names) => list(names).slice(1))],
  [
    "a draw from nowhere",
    changed("folds", () => [{ left_out: "a", training_crps: 0.1, draws: [9999] }]),
  ],
])("folds with %s are refused", (_, text) => {
  expect(() => parseShockFolds(text, "x")).toThrow("shock folds");
});

test("a file of folds that is not there is named with what makes it anew", async () => {
  await expect(readShockFolds(`${path}.gone`)).rejects.toThrow("cannot be read");
});
