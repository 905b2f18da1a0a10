import { z } from "zod";
import type { JsonSchema } from "../../api/http/index.ts";
import { simulationBodySchema } from "./simulation-request.ts";

const STATE: JsonSchema = {
  type: "object",
  required: ["id", "state", "ahead", "done", "members", "seed"],
  additionalProperties: false,
  properties: {
    id: { type: "string", pattern: "^[0-9a-f]{32}$" },
    state: { type: "string", enum: ["waiting", "running"] },
    ahead: { type: "integer", description: "simulations before it in the line" },
    done: { type: "integer", description: "members done" },
    members: { type: "integer" },
    seed: { type: "integer" },
  },
};

const ANSWER: JsonSchema = {
  type: "object",
  description: "the document that `hashfall simulate --json` prints",
  required: ["members", "seed", "scenario", "provenance", "series", "epochs", "totals"],
};

const ID: JsonSchema = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[0-9a-f]{32}$" },
};

const ERROR = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } as const;
const json = (schema: JsonSchema): JsonSchema => ({ "application/json": { schema } });
const refused = (description: string): JsonSchema => ({ description, content: ERROR });
const EVENTS: JsonSchema = { "text/event-stream": { schema: { type: "string" } } };

function withSchema(): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(simulationBodySchema, {
    io: "input",
    reused: "inline",
  });
  return schema;
}

function submission(): JsonSchema {
  return {
    summary: "Run an ensemble of a scenario",
    tags: ["simulations"],
    requestBody: { required: true, content: json(withSchema()) },
    responses: {
      "202": { description: "taken on", content: json(STATE) },
      "400": refused("every problem of the scenario, with its remedy"),
      "403": refused("a page of another place asks"),
      "413": refused("the body is too large"),
      "415": refused("the body is not application/json"),
      "429": refused("too many wait; ask again after Retry-After"),
    },
  };
}

const NONE: JsonSchema = refused("there is none of this id, or none any more");

const ONE: JsonSchema = {
  parameters: [ID],
  get: {
    summary: "How a simulation stands, or its answer",
    tags: ["simulations"],
    responses: {
      "200": { description: "the answer", content: json(ANSWER) },
      "202": { description: "not done yet", content: json(STATE) },
      "404": NONE,
      "409": refused("it was ended, or failed"),
    },
  },
  delete: {
    summary: "End a simulation, or forget one that has ended",
    tags: ["simulations"],
    responses: { "204": { description: "ended" }, "404": NONE },
  },
};

const PROGRESS: JsonSchema = {
  parameters: [ID],
  get: {
    summary: "Server-sent events: progress, then done or failed",
    tags: ["simulations"],
    responses: { "200": { description: "a stream of events", content: EVENTS }, "404": NONE },
  },
};

const TIPS: JsonSchema = {
  get: {
    summary: "Server-sent events: tip, at once and at each new block",
    tags: ["hashfall"],
    responses: {
      "200": { description: "a stream of events", content: EVENTS },
      "503": refused("too many listen already; come again after Retry-After"),
    },
  },
};

/** Adds what is no question to the description of the questions: simulations and events. */
export function withSimulationPaths(document: JsonSchema): JsonSchema {
  const { paths } = document;
  return {
    ...document,
    paths: {
      ...(typeof paths === "object" ? paths : {}),
      "/api/events": TIPS,
      "/api/simulations": { post: submission() },
      "/api/simulations/{id}": ONE,
      "/api/simulations/{id}/events": PROGRESS,
    },
  };
}
