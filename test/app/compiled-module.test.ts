import { expect, test } from "vitest";
import { compiledModule } from "../../src/app/compiled-module.ts";

test.each([
  "file:///src/hashfall/src/app/simulate/run-ensemble.ts",
  "file:///src/hashfall/dist/app/simulate/run-ensemble.js",
  "file:///src/hashfall/dist/program/hashfall.js",
])("a worker has one address, asked from %s", (from) => {
  expect(compiledModule("app/jobs/worker.js", from).href).toBe(
    "file:///src/hashfall/dist/app/jobs/worker.js",
  );
});
