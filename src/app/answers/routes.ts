import { z } from "zod";
import { type JsonSchema, openApiDocument } from "../../api/http/index.ts";
import { VERSION } from "../version.ts";
import type { AnswerRoute } from "./answer-route.ts";
import { dataRoutes } from "./data-routes.ts";
import { claimRoutes } from "./claim-routes.ts";
import { energySeriesRoutes } from "./energy-series-routes.ts";
import { placeRoutes } from "./place-routes.ts";
import { studyRoutes } from "./study-routes.ts";
import { energyRoutes } from "./energy-routes.ts";
import { eventRoutes } from "./event-routes.ts";
import { measurementRoutes } from "./measurement-routes.ts";
import { mempoolRoutes } from "./mempool-routes.ts";
import { scenarioRoutes } from "./scenario-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { poolSeriesRoutes } from "./pool-series-routes.ts";
import { seriesRoutes } from "./series-routes.ts";
import { provenanceShape } from "./shapes.ts";

/** Every route that answers from the record. */
export const ANSWER_ROUTES: readonly AnswerRoute[] = [
  ...measurementRoutes,
  ...seriesRoutes,
  ...eventRoutes,
  ...orderRoutes,
  ...poolSeriesRoutes,
  ...energyRoutes,
  ...energySeriesRoutes,
  ...placeRoutes,
  ...claimRoutes,
  ...studyRoutes,
  ...scenarioRoutes,
  ...dataRoutes,
  ...mempoolRoutes,
];

/** OpenAPI 3.1 of the routes, from the schemas that check questions and, in tests, answers. */
export function describeRoutes(): JsonSchema {
  const described = ANSWER_ROUTES.map((route) => ({
    path: route.path,
    summary: route.summary,
    tag: route.mempool ? "mempool" : "hashfall",
    parameters: route.parameters,
    answer: answerSchema(route),
    formats: route.formats,
    costly: route.costly,
  }));
  return openApiDocument(described, VERSION);
}

/** What an answer looks like as JSON, with its provenance. */
export function answerShape({ shape, mempool }: AnswerRoute): z.ZodType {
  if (mempool) return shape;
  if (shape instanceof z.ZodUnion) return z.union(shape.options.map(withProvenanceShape));
  return withProvenanceShape(shape);
}

function withProvenanceShape(shape: unknown): z.ZodType {
  if (!(shape instanceof z.ZodObject)) throw new TypeError("the shape of an answer is an object");
  return shape.extend({ provenance: provenanceShape });
}

function answerSchema(route: AnswerRoute): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(answerShape(route), { reused: "inline" });
  return schema;
}
