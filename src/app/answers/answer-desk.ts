import { createHash } from "node:crypto";
import { type UnixSeconds, formatTime, invalidInput } from "../../base/index.ts";
import { VERSION } from "../version.ts";
import { type ServedWorkspace, openServedWorkspace } from "../workspace.ts";
import type {
  AnswerOutcome,
  AnswerQuestion,
  AnswerSetup,
  AnswerSource,
} from "./answer-messages.ts";
import { parquetAnswer } from "./parquet-answer.ts";
import { ANSWER_ROUTES } from "./routes.ts";
import { refusal, workedAnswer } from "./worked-answer.ts";

/** Workspaces of an `as_of` kept beside the one of the whole record. */
const MOST_CUT_WORKSPACES = 3;

/** Answers questions from the record, one after the other, keeping what it opened. */
export class AnswerDesk {
  private readonly setup: AnswerSetup;
  private whole: Promise<ServedWorkspace> | undefined;
  private readonly cut = new Map<UnixSeconds, Promise<ServedWorkspace>>();

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
      if (format === "parquet") return parquetAnswer(route, workspace, raw);
      return workedAnswer(route, workspace, { raw, format, asOf: asOf ?? this.setup.asOf });
    } catch (error) {
      return refusal(error);
    }
  }

  /** Of all that the server may use. */
  private async base(): Promise<ServedWorkspace> {
    this.whole ??= openServedWorkspace(this.setup.places, this.setup.asOf).catch(
      (cause: unknown) => {
        this.whole = undefined;
        throw new Error("the record cannot be opened", { cause });
      },
    );
    return this.whole;
  }

  /** As it stood then; the ones used last are kept. */
  private async asOf(instant: UnixSeconds): Promise<ServedWorkspace> {
    const limit = this.setup.asOf;
    if (limit !== undefined && instant > limit) {
      const reason = `later than ${formatTime(limit)}, up to which this server knows`;
      throw invalidInput("as_of", reason, "choose an earlier time, or leave it out");
    }
    const kept = this.cut.get(instant) ?? openServedWorkspace(this.setup.places, instant);
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
