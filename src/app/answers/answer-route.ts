import { z } from "zod";
import { HashfallError, type Problem, type UnixSeconds } from "../../base/index.ts";
import type { DescribedParameter, JsonSchema } from "../../api/http/index.ts";
import type { ServedWorkspace } from "../workspace.ts";
import { type RawQuery, readQuery, timeField } from "./query-fields.ts";
import type { AnswerTable } from "./tables.ts";

/** In what an answer can be had; not every route has all. */
export type AnswerFormat = "json" | "csv" | "parquet";

/** An answer before its provenance is added. */
export interface Made {
  readonly document: object;
  /** How it was made, where the document does not say. */
  readonly method?: string;
  readonly table?: () => AnswerTable;
}

/** What a route does, with the types of its question. */
interface RouteOptions<S extends z.ZodRawShape> {
  /** With parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly question: z.ZodObject<S>;
  /** Shape of the document as JSON, without its provenance. */
  readonly shape: z.ZodType;
  readonly make: (workspace: ServedWorkspace, query: z.output<z.ZodObject<S>>) => Made;
  /** Also answered as CSV; `typed` says that its columns have types, and so as Parquet, too. */
  readonly table?: boolean | "typed";
  /** Takes seconds, so few are answered at once. */
  readonly costly?: boolean;
  /** Of mempool's interface: its shape is kept as it is, without provenance in it. */
  readonly mempool?: boolean;
}

/** A route of the HTTP interface. */
export interface AnswerRoute {
  readonly path: string;
  readonly summary: string;
  /** JSON first. */
  readonly formats: readonly AnswerFormat[];
  readonly costly: boolean;
  readonly mempool: boolean;
  readonly shape: z.ZodType;
  readonly parameters: readonly DescribedParameter[];
  /** Everything wrong with a question; nothing where it can be answered. */
  readonly check: (raw: RawQuery) => readonly Problem[];
  readonly asOf: (raw: RawQuery) => UnixSeconds | undefined;
  /** @throws HashfallError `input.invalid` and what the measurement throws. */
  readonly make: (workspace: ServedWorkspace, raw: RawQuery) => Made;
}

/** Parameter that every question takes. */
export const asOfField: {
  readonly as_of: z.ZodOptional<typeof timeField>;
} = {
  as_of: timeField.optional().meta({ description: "a time: only what was known then is used" }),
};

const FORMATS_OF = {
  false: ["json"],
  true: ["json", "csv"],
  typed: ["json", "csv", "parquet"],
} as const;

export function answerRoute<S extends z.ZodRawShape>(options: RouteOptions<S>): AnswerRoute {
  const { path, summary, question, shape, make } = options;
  const { table = false, costly = false, mempool = false } = options;
  const formats = FORMATS_OF[`${table}`];
  return {
    path,
    summary,
    formats,
    costly,
    mempool,
    shape,
    parameters: parametersOf(path, question, formats),
    check: (raw) => {
      const result = readQuery(question, raw);
      return "problems" in result ? result.problems : [];
    },
    asOf: ({ as_of: text }) => (text === undefined ? undefined : timeField.parse(text)),
    make: (workspace, raw) => {
      const result = readQuery(question, raw);
      if ("query" in result) return make(workspace, result.query);
      throw new HashfallError("input.invalid", "the question makes no sense", result);
    },
  };
}

function parametersOf(
  path: string,
  question: z.ZodObject,
  formats: readonly AnswerFormat[],
): DescribedParameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(question, { io: "input" });
  const described = Object.entries(properties).map(([name, schema]): DescribedParameter => {
    const isInPath = path.includes(`{${name}}`);
    return {
      name,
      in: isInPath ? "path" : "query",
      required: isInPath || required.includes(name),
      schema: typeof schema === "object" ? { ...schema } : {},
    };
  });
  return formats.length > 1 ? [...described, formatParameter(formats)] : described;
}

function formatParameter(formats: readonly AnswerFormat[]): DescribedParameter {
  const schema = { type: "string", enum: formats, default: "json" } satisfies JsonSchema;
  return { name: "format", in: "query", required: false, schema };
}
