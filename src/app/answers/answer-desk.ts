import { createHash } from "node:crypto";
import {
  HashfallError,
  type Problem,
  type UnixSeconds,
  formatTime,
  invalidInput,
} from "../../base/index.ts";
import { type Provenance, withProvenance } from "../../api/http/index.ts";
import { toCsv } from "../../report/index.ts";
import { VERSION } from "../version.ts";
import { type Workspace, openWorkspace } from "../workspace.ts";
import type {
  AnswerOutcome,
  AnswerQuestion,
  AnswerSetup,
  AnswerSource,
} from "./answer-messages.ts";
import type { AnswerRoute, Made } from "./answer-route.ts";
import { ANSWER_ROUTES } from "./routes.ts";

/** Workspaces of an `as_of` kept beside the one of the whole record. */
const MOST_CUT_WORKSPACES = 3;

/** What a question can be blamed for; everything else is the server's own trouble. */
const ASKED_WRONG: ReadonlySet<string> = new Set([
  "input.invalid",
  "window.empty",
  "record.uncovered",
]);

/** Answers questions from the record, one after the other, keeping what it opened. */
export class AnswerDesk {
  private readonly setup: AnswerSetup;
  private whole: Promise<Workspace> | undefined;
  private readonly cut = new Map<UnixSeconds, Promise<Workspace>>();

  constructor(setup: AnswerSetup) {
    this.setup = setup;
  }

  /** What all answers rest on, named by what the record holds. */
  async source(): Promise<AnswerSource> {
    const { record, timeline } = await this.base();
    const { time, bits, pool, pools, firstHeight } = record.blocks;
    const hash = createHash("sha256");
    const head = [VERSION, record.fingerprint, record.network, firstHeight, timeline.span.to];
    hash.update(JSON.stringify([head, pools]));
    for (const column of [time, bits, pool]) hash.update(column);
    const name = hash.digest("base64url").slice(0, 22);
    return { name, version: VERSION, record: record.fingerprint, blocks: time.length };
  }

  async answer({ path, raw, format }: AnswerQuestion): Promise<AnswerOutcome> {
    try {
      const route = ANSWER_ROUTES.find((known) => known.path === path);
      if (route === undefined) return { kind: "failed", reason: `no route ${path}` };
      await this.base();
      const asOf = route.asOf(raw);
      const workspace = asOf === undefined ? await this.base() : await this.asOf(asOf);
      const made = route.make(workspace, raw);
      if (format === "csv") return { kind: "made", body: csvOf(made) };
      const known = asOf ?? this.setup.asOf;
      return { kind: "made", body: jsonOf(route, made, provenanceOf(workspace, known)) };
    } catch (error) {
      return refusal(error);
    }
  }

  /** Of all that the server may use. */
  private async base(): Promise<Workspace> {
    this.whole ??= openWorkspace(this.setup.places, this.setup.asOf).catch((cause: unknown) => {
      this.whole = undefined;
      throw new Error("the record cannot be opened", { cause });
    });
    return this.whole;
  }

  /** As it stood then; the ones used last are kept. */
  private async asOf(instant: UnixSeconds): Promise<Workspace> {
    const limit = this.setup.asOf;
    if (limit !== undefined && instant > limit) {
      const reason = `later than ${formatTime(limit)}, up to which this server knows`;
      throw invalidInput("as_of", reason, "choose an earlier time, or leave it out");
    }
    const kept = this.cut.get(instant) ?? openWorkspace(this.setup.places, instant);
    this.cut.delete(instant);
    const [oldest] = this.cut.keys();
    if (oldest !== undefined && this.cut.size >= MOST_CUT_WORKSPACES) this.cut.delete(oldest);
    this.cut.set(instant, kept);
    try {
      return await kept;
    } catch (error) {
      this.cut.delete(instant);
      throw error;
    }
  }
}

function jsonOf({ mempool }: AnswerRoute, made: Made, source: Omit<Provenance, "method">): string {
  const { document } = made;
  if (mempool) return JSON.stringify(document);
  const own: unknown = "method" in document ? document.method : undefined;
  const method = made.method ?? (typeof own === "string" ? own : "");
  return JSON.stringify(withProvenance(document, { ...source, method }));
}

function provenanceOf(
  { record, timeline }: Workspace,
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
function refusal(error: unknown): AnswerOutcome {
  if (!(error instanceof HashfallError) || !ASKED_WRONG.has(error.code)) {
    return { kind: "failed", reason: reasonOf(error) };
  }
  const problems = error.problems.map(inParameters);
  const message = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return { kind: "refused", code: error.code, message: message || error.message, problems };
}

/** An error with all that caused it, for whoever runs the server. */
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
