import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  PARAMETER_KEYS,
  PARAMETER_ROWS,
  referencePage,
  rowOfPath,
  scenarioSchema,
} from "../../../src/simulate/index.ts";
import { TINY, spoiled } from "./tiny.ts";

const ROOT = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

test("the page and the schema are what the table gives: scripts/build-scenario-docs.ts", () => {
  expect(read("docs/scenario-parameters.md")).toBe(referencePage());
  expect(JSON.parse(read("scenarios/scenario.schema.json"))).toEqual(scenarioSchema());
});

test("each row has a default inside its bounds, a unit, a source and both languages", () => {
  expect(new Set(PARAMETER_ROWS.map(({ path }) => path)).size).toBe(PARAMETER_ROWS.length);
  for (const row of PARAMETER_ROWS) {
    expect(row.min, row.path).toBeLessThan(row.max);
    expect(row.default ?? row.min, row.path).toBeGreaterThanOrEqual(row.min);
    expect(row.default ?? row.min, row.path).toBeLessThanOrEqual(row.max);
    const { en, zh } = row.source;
    expect(Math.min(row.unit.length, en.length, zh.length), row.path).toBeGreaterThan(0);
    expect(/[\u4e00-\u9fff]/u.test(row.about.zh), row.path).toBe(true);
  }
});

test("every scalar of the model has a row with a default", () => {
  for (const key of PARAMETER_KEYS) {
    expect(rowOfPath(`parameters.${key}`)?.default, key).not.toBeNull();
  }
});

test("the schema takes a right document and not a wrong one", () => {
  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(scenarioSchema())));
  expect(schema.safeParse(TINY).error).toBeUndefined();
  for (const [path, value] of [
    ["parametres", {}],
    ["step", "week"],
    ["regions.texas.share", 2],
    ["orders.cut.effect.kind", "closing"],
    ["start", "yesterday"],
  ] as const) {
    expect(schema.safeParse(spoiled(path, value)).success, path).toBe(false);
  }
});
