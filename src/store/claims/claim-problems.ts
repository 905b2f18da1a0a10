import { z } from "zod";
import { type UnixSeconds, dayOf } from "../../base/index.ts";
import { instant } from "./claim-fields.ts";
import { CLAIMS_FORMAT } from "./claims-yaml.ts";
import { isEnergyEntry } from "./energy-claim-entry.ts";

/** What is wrong at a place of a document, and what to do about it. */
export interface Fault {
  readonly at: readonly PropertyKey[];
  readonly message: string;
  readonly remedy: string;
}

const SEE_FORMAT = `see ${CLAIMS_FORMAT} for the fields of each kind`;
/** Characters of a refused value that are shown. */
const MOST_SHOWN = 40;

/** Words for what the schema refuses, one for each field; the checker's own never reach a reader. */
export function faultsOf(issue: z.core.$ZodIssue, content: unknown): Fault[] {
  const { path: at } = issue;
  if (issue.code === "unrecognized_keys") {
    const message = "no such field here";
    const remedy = `take it out, or ${SEE_FORMAT}`;
    return issue.keys.map((key) => ({ at: [...at, key], message, remedy }));
  }
  const value = valueAt(content, at);
  if (value === undefined) return [{ at, message: "missing", remedy: `give it; ${SEE_FORMAT}` }];
  const wanted = wantedBy(issue);
  if (wanted === null) return [{ at, message: issue.message, remedy: SEE_FORMAT }];
  const remedy = issue.code === "invalid_union" ? SEE_FORMAT : `give ${wanted}`;
  return [{ at, message: `${shown(value)} is not ${wanted}`, remedy }];
}

/** What a field must be; null where the schema says so in its own words. */
function wantedBy(issue: z.core.$ZodIssue): string | null {
  if (issue.code === "invalid_type") return TYPES[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") return issue.values.map(String).join(" or ");
  if (issue.code === "too_small" || issue.code === "too_big") return rangeWanted(issue);
  if (issue.code === "invalid_union") return unionWanted(issue);
  return issue.code === "invalid_format" ? formatWanted(issue) : null;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  tuple: "a pair [low, high]",
  object: "a group of fields",
};

function rangeWanted(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const isLeast = issue.code === "too_small";
  const limit = isLeast ? issue.minimum : issue.maximum;
  if (issue.origin === "array") return `a list of ${limit} or more`;
  if (issue.origin === "string") return `a text of ${limit} or more characters`;
  const [inclusive, exclusive] = isLeast ? ["from", "above"] : ["up to", "below"];
  return `a number ${issue.inclusive === true ? inclusive : exclusive} ${limit}`;
}

function formatWanted({ format }: z.core.$ZodIssueInvalidStringFormat): string | null {
  return format === "url" ? "an http or https address" : null;
}

/** The kinds of claims, or a text in one language or two. */
function unionWanted(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.discriminator === undefined) return "a text, or {en: …, zh: …}";
  const options = "options" in issue ? (issue.options ?? []) : [];
  return `one of ${options.map(String).join(", ")}`;
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    content,
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

interface Times {
  readonly what: string;
  readonly from?: UnixSeconds | undefined;
  readonly when?: UnixSeconds | undefined;
}

/** What can be read of an entry, whatever else is wrong with it. */
const looseEntry = z
  .object({
    id: z.string().optional().catch(undefined),
    what: z.string().catch(""),
    from: instant.optional().catch(undefined),
    when: instant.optional().catch(undefined),
  })
  .catch({ what: "" });
const looseFile = z.object({ claims: z.array(looseEntry).catch([]) }).catch({ claims: [] });

/** What is wrong between the fields of a claim: where it begins. */
export function entryFaults(content: unknown): Fault[] {
  return spanFaults(looseEntry.parse(content));
}

/** As `entryFaults`, of each claim of a file; and names that stand twice. */
export function fileFaults(content: unknown): Fault[] {
  const { claims } = looseFile.parse(content);
  const first = claims.map(({ id }) => claims.findIndex((claim) => claim.id === id));
  return claims.flatMap((claim, index) =>
    [...takenFaults(claim, first[index] !== index), ...spanFaults(claim)].map(
      ({ at, message, remedy }) => ({ at: ["claims", index, ...at], message, remedy }),
    ),
  );
}

function takenFaults({ id }: { readonly id?: string | undefined }, isTaken: boolean): Fault[] {
  if (id === undefined || !isTaken) return [];
  return [{ at: ["id"], message: `"${id}" is taken`, remedy: "give each claim an id of its own" }];
}

function spanFaults({ what, from, when }: Times): Fault[] {
  if (from === undefined || when === undefined) return [];
  const at = ["from"];
  if (from >= when) return [{ at, message: "not before when", remedy: "give an earlier from" }];
  if (!isEnergyEntry({ what }) || dayOf(from) !== dayOf(when)) return [];
  return [{ at, message: "less than a day before when", remedy: "give whole days, from 00:00Z" }];
}

/** A claim by its id, or by its place in the file, then the field: `claim F1: value`. */
export function fieldName(at: readonly PropertyKey[], content: unknown): string {
  const [list, index, ...fields] = at;
  if (list !== "claims" || typeof index !== "number") return at.map(String).join(".") || "file";
  const id = valueAt(content, ["claims", index, "id"]);
  const claim = `claim ${typeof id === "string" ? id : index + 1}`;
  return fields.length === 0 ? claim : `${claim}: ${fields.map(String).join(".")}`;
}
