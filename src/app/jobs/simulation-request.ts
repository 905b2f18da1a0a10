import { z } from "zod";
import type { Problem, UnixSeconds } from "../../base/index.ts";
import { timeField } from "../answers/query-fields.ts";

/** What is simulated: a shipped scenario by its name, or a document with the text of one. */
type ScenarioChoice =
  | { readonly kind: "shipped"; readonly name: string }
  | { readonly kind: "document"; readonly text: string };

/** A simulation that was asked for, as far as that can be told without reading the scenario. */
export interface SimulationRequest {
  readonly scenario: ScenarioChoice;
  readonly overrides: readonly string[];
  readonly set: readonly (readonly [path: string, text: string])[];
  readonly posterior: boolean;
  readonly asOf: UnixSeconds | undefined;
  readonly members: number;
  readonly seed: number;
}

const MOST_MEMBERS = 20_000;
const LONGEST_DOCUMENT = 64 * 1024;
const LONGEST_TEXT = 200;
const MOST_OVERRIDES = 20;
const MOST_SETTINGS = 200;

const text = z.string().max(LONGEST_TEXT);

const fields = z.strictObject({
  scenario: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/u, "is no name of a shipped scenario")
    .optional()
    .meta({ description: "the name of a shipped scenario, such as sichuan-cut" }),
  document: z
    .string()
    .min(1)
    .max(LONGEST_DOCUMENT)
    .optional()
    .meta({ description: "the text of a scenario as YAML, in place of a name" }),
  overrides: z
    .array(text)
    .max(MOST_OVERRIDES)
    .default([])
    .meta({ description: "names of overrides of the scenario" }),
  set: z
    .record(text, z.union([text, z.number(), z.boolean(), z.null()]))
    .refine((set) => Object.keys(set).length <= MOST_SETTINGS, `more than ${MOST_SETTINGS} values`)
    .default({})
    .meta({ description: 'values by their path, such as {"parameters.pue": 1.2}' }),
  members: z
    .int()
    .min(1)
    .max(MOST_MEMBERS)
    .default(1000)
    .meta({ description: `members of the ensemble, 1 to ${MOST_MEMBERS}` }),
  seed: z
    .int()
    .min(0)
    .default(1)
    .meta({ description: "a whole number from 0: equal seeds give equal results" }),
  posterior: z
    .boolean()
    .default(true)
    .meta({ description: "true or false: whether fitted draws replace the priors" }),
  as_of: timeField.optional().meta({ description: "a time: only what was known then is used" }),
});

/** The body that asks for a simulation. */
export const simulationBodySchema: z.ZodType = fields;

/** Reads the body that asks for a simulation, with everything that is wrong with it. */
export function readSimulationRequest(
  body: unknown,
): { readonly request: SimulationRequest } | { readonly problems: readonly Problem[] } {
  const read = fields.safeParse(body);
  if (!read.success) return { problems: read.error.issues.flatMap(problemsOf) };
  const { scenario, document, overrides, set, members, seed, posterior, as_of: asOf } = read.data;
  const choice = chosen(scenario, document);
  if ("path" in choice) return { problems: [choice] };
  const settings = Object.entries(set).map(([path, value]) => [path, String(value)] as const);
  const request = { scenario: choice, overrides, set: settings, posterior, asOf, members, seed };
  return { request };
}

function chosen(name: string | undefined, document: string | undefined): ScenarioChoice | Problem {
  if (name !== undefined && document !== undefined) {
    return { path: "document", reason: "is given beside scenario", remedy: "give one of the two" };
  }
  if (name !== undefined) return { kind: "shipped", name };
  if (document !== undefined) return { kind: "document", text: document };
  const remedy = "give the name of a shipped scenario, or a document";
  return { path: "scenario", reason: "is not given", remedy };
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const remedy = `choose among: ${Object.keys(fields.shape).join(", ")}`;
    return issue.keys.map((key) => ({ path: shortened(key), reason: "is not known here", remedy }));
  }
  const [field] = issue.path;
  const known = Object.entries(fields.shape).find(([name]) => name === field)?.[1];
  const hint = known?.meta()?.description;
  const reason = issue.message.slice(0, 1).toLowerCase() + issue.message.slice(1);
  const path = shortened(issue.path.map(String).join("."));
  return [{ path, reason, remedy: hint === undefined ? "send a JSON object" : `give ${hint}` }];
}

const shortened = (path: string): string => path.slice(0, LONGEST_TEXT);
