/** A JSON Schema, 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A route as the document tells of it. */
export interface DescribedRoute {
  /** With its parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Parameters of the path, then those of the query. */
  readonly parameters: readonly DescribedParameter[];
  readonly answer: JsonSchema;
  /** In what it comes: `json`, `csv`, `parquet`. */
  readonly formats: readonly (keyof typeof TABLE_CONTENT | "json")[];
  /** Whether few are answered at once. */
  readonly costly: boolean;
}

export interface DescribedParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** What the interface says when it does not answer. */
const ERROR_SCHEMA: JsonSchema = {
  type: "object",
  required: ["code", "message", "details"],
  additionalProperties: false,
  properties: {
    code: { type: "string" },
    message: { type: "string" },
    details: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "reason", "remedy"],
        additionalProperties: false,
        properties: {
          path: { type: "string" },
          reason: { type: "string" },
          remedy: { type: "string" },
        },
      },
    },
  },
};

const REFUSALS: Readonly<Record<string, string>> = {
  "304": "not changed since the answer whose ETag was given",
  "400": "a parameter makes no sense; every problem is listed with its remedy",
  "406": "the answer is not made in any form that is accepted",
  "429": "too many such questions wait; ask again after Retry-After",
  "500": "the answer could not be made",
  "503": "the answer took too long",
};

/** The document of `/api/openapi.json`. */
export function openApiDocument(routes: readonly DescribedRoute[], version: string): JsonSchema {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hashfall",
      version,
      description:
        "What a power cut or a policy does to Bitcoin mining. Units are in the names; an estimate has its 50, 80 and 95 % intervals.",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths: Object.fromEntries(routes.map((route) => [route.path, { get: operation(route) }])),
    components: { schemas: { Error: ERROR_SCHEMA } },
  };
}

/** How a table is described in each form. */
const TABLE_CONTENT = {
  csv: { "text/csv": { schema: { type: "string" } } },
  parquet: { "application/vnd.apache.parquet": { schema: {} } },
} as const;

function operation({
  summary,
  tag,
  parameters,
  answer,
  formats,
  costly,
}: DescribedRoute): JsonSchema {
  const json = { "application/json": { schema: answer } };
  const tables = formats.map((format) => (format === "json" ? {} : TABLE_CONTENT[format]));
  const refusals = Object.entries(REFUSALS).map(([status, description]) => [
    status,
    status === "304" ? { description } : { description, content: ERROR_CONTENT },
  ]);
  return {
    summary: costly ? `${summary} (drawn on request; few at once)` : summary,
    tags: [tag],
    parameters,
    responses: {
      "200": { description: "the answer", content: Object.assign({}, json, ...tables) },
      ...Object.fromEntries(refusals),
    },
  };
}

const ERROR_CONTENT: JsonSchema = {
  "application/json": { schema: { $ref: "#/components/schemas/Error" } },
};
