import type { UnixSeconds } from "../../base/index.ts";
import type { AnswerOutcome } from "../answers/answer-messages.ts";
import type { RawQuery } from "../answers/query-fields.ts";
import { ANSWER_ROUTES } from "../answers/routes.ts";
import { refusal, workedAnswer } from "../answers/worked-answer.ts";
import { type WorkspaceFacts, prepareServedWorkspace } from "../prepare-workspace.ts";
import type { ServedWorkspace } from "../workspace.ts";

/** Answers from facts in memory, the same as a server's, byte for byte. */
export class SiteDesk {
  private readonly facts: WorkspaceFacts;
  private whole: ServedWorkspace | undefined;
  /** The last workspace of an `as_of`. */
  private cut: { readonly asOf: UnixSeconds; readonly workspace: ServedWorkspace } | undefined;

  constructor(facts: WorkspaceFacts) {
    this.facts = facts;
  }

  /** `path` with parameters as `{name}`. */
  answer(path: string, raw: RawQuery): AnswerOutcome {
    const route = ANSWER_ROUTES.find((known) => known.path === path);
    if (route === undefined) return { kind: "failed", reason: `no route ${path}` };
    const problems = route.check(raw);
    if (problems.length > 0) {
      const message = problems.map((problem) => `${problem.path}: ${problem.reason}`).join("; ");
      return { kind: "refused", code: "input.invalid", message, problems };
    }
    try {
      const asOf = route.asOf(raw);
      const workspace = asOf === undefined ? this.base() : this.asOf(asOf);
      return workedAnswer(route, workspace, { raw, format: "json", asOf });
    } catch (error) {
      return refusal(error);
    }
  }

  private base(): ServedWorkspace {
    return (this.whole ??= prepareServedWorkspace(this.facts));
  }

  private asOf(instant: UnixSeconds): ServedWorkspace {
    if (this.cut?.asOf === instant) return this.cut.workspace;
    const workspace = prepareServedWorkspace(this.facts, instant);
    this.cut = { asOf: instant, workspace };
    return workspace;
  }
}
