import { readFields } from "./read-scenario.ts";
import { BILINGUAL_SCHEMA, type JsonSchema, SchemaRecorder } from "./schema-recorder.ts";

const OVERRIDES: JsonSchema = {
  type: ["object", "null"],
  description: "Named sets of changes, each from dotted paths to values",
  additionalProperties: {
    type: ["object", "null"],
    properties: {
      about: BILINGUAL_SCHEMA,
      set: { type: "object", minProperties: 1 },
      after: {
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
        description: "Overrides that come first where both are chosen and set the same path",
      },
    },
    required: ["set"],
    additionalProperties: false,
  },
};

/** JSON Schema (draft 2020-12) of a scenario file, from the same description that reads it. */
export function scenarioSchema(): JsonSchema {
  const recorder = new SchemaRecorder();
  readFields(recorder, { name: "name", orders: [] });
  const { properties, ...rest } = recorder.schema();
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Hashfall scenario",
    ...rest,
    properties: {
      base: {
        type: "string",
        description: "File below this one, relative to the folder of scenarios: worlds/2021-04",
      },
      ...(typeof properties === "object" ? properties : {}),
      overrides: OVERRIDES,
    },
  };
}
