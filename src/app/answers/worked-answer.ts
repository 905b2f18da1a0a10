import { HashfallError, type Problem, type UnixSeconds, formatTime } from "../../base/index.ts";
import { type Provenance, withProvenance } from "../../api/http/index.ts";
import { toCsv } from "../../report/index.ts";
import { VERSION } from "../version.ts";
import type { ServedWorkspace } from "../workspace.ts";
import type { AnswerOutcome } from "./answer-messages.ts";
import type { AnswerRoute, Made } from "./answer-route.ts";
import type { RawQuery } from "./query-fields.ts";

/** What a question can be blamed for; everything else is the program's own trouble. */
const ASKED_WRONG: ReadonlySet<string> = new Set([
  "input.invalid",
  "window.empty",
  "record.uncovered",
]);

interface Asked {
  readonly raw: RawQuery;
  readonly format: "json" | "csv";
  /** Nothing known later is used. */
  readonly asOf: UnixSeconds | undefined;
}

/**
 * The answer of a route as it is sent. Reads no file, so that a browser works out the same bytes as a
 * server.
 *
 * @throws HashfallError `input.invalid` and what the measurement throws; `refusal` makes outcomes of them.
 */
export function workedAnswer(
  route: AnswerRoute,
  workspace: ServedWorkspace,
  { raw, format, asOf }: Asked,
): AnswerOutcome {
  const made = route.make(workspace, raw);
  if (format === "csv") return { kind: "made", body: csvOf(made) };
  return { kind: "made", body: jsonOf(route, made, provenanceOf(workspace, asOf)) };
}

function jsonOf({ mempool }: AnswerRoute, made: Made, source: Omit<Provenance, "method">): string {
  const { document } = made;
  if (mempool) return JSON.stringify(document);
  const own: unknown = "method" in document ? document.method : undefined;
  const method = made.method ?? (typeof own === "string" ? own : "");
  return JSON.stringify(withProvenance(document, { ...source, method }));
}

function provenanceOf(
  { record, timeline }: ServedWorkspace,
  asOf: UnixSeconds | undefined,
): Omit<Provenance, "method"> {
  const { blocks, network, fingerprint } = record;
  return {
    version: VERSION,
    record: fingerprint,
    network,
    first_height: blocks.firstHeight,
    tip_height: blocks.firstHeight + blocks.time.length - 1,
    known_until: formatTime(timeline.span.to),
    as_of: asOf === undefined ? null : formatTime(asOf),
  };
}

function csvOf({ table }: Made): string {
  if (table === undefined) throw new Error("the answer is no table");
  return toCsv({ name: "", title: "", ...table() });
}

/** Says what is wrong with a question in its own words; trouble of another kind is told to nobody. */
export function refusal(error: unknown): AnswerOutcome {
  if (!(error instanceof HashfallError) || !ASKED_WRONG.has(error.code)) {
    return { kind: "failed", reason: reasonOf(error) };
  }
  const problems = error.problems.map(inParameters);
  const message = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return { kind: "refused", code: error.code, message: message || error.message, problems };
}

/** An error with all that caused it, for whoever runs the program. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonOf(error.cause)}`;
}

/** Options of the command line as parameters of an address: `--as-of` is `as_of`. */
function inParameters({ path, reason, remedy }: Problem): Problem {
  return {
    path: parameterNames(path),
    reason: parameterNames(reason),
    remedy: parameterNames(remedy),
  };
}

function parameterNames(text: string): string {
  return text.replace(/--([a-z]+(?:-[a-z]+)*)/gu, (_, name: string) => name.replaceAll("-", "_"));
}
