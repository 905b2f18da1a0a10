import { questionAddress } from "../../api/http/index.ts";
import type { AnswerTypes } from "./answer-types.ts";
import { AnswerWorker, type WorkedOutcome } from "./answer-worker.ts";
import { type Answered, AnswerFailure, type Answers, type Question } from "./answers.ts";
import { type SiteIndex, siteIndex, siteText } from "./site-files.ts";

/** Begins the name of the mark that each question leaves that is not answered beforehand. */
const WORKED = "worked out: ";

/**
 * Answers without a server: what every view shows at first lies beside the page, and everything else is
 * worked out from the record by the routes that a server has, in a worker for quick questions and in one
 * for costly ones.
 */
export class FileAnswers implements Answers {
  private readonly index: SiteIndex = siteIndex();
  private readonly quick = new AnswerWorker(this.index);
  private readonly costly = new AnswerWorker(this.index);

  async ask<Path extends keyof AnswerTypes>(
    path: Path,
    question: Question,
    signal: AbortSignal,
  ): Promise<Answered<Path>> {
    const body = await this.body(path, question, signal);
    const answer: Answered<Path> = JSON.parse(body);
    return answer;
  }

  csv(): null {
    return null;
  }

  private async body(path: string, question: Question, signal: AbortSignal): Promise<string> {
    const address = questionAddress(path, question);
    const name = this.index.answers[address];
    if (name !== undefined) return siteText(name);
    performance.mark(`${WORKED}${address}`);
    const worker = this.index.costly.includes(path) ? this.costly : this.quick;
    return bodyOf(await worker.ask(path, rawOf(question), signal));
  }
}

/** What is empty is not asked, as in an address. */
function rawOf(question: Question): Readonly<Record<string, string>> {
  const raw: Record<string, string> = {};
  for (const [name, value] of Object.entries(question)) {
    if (value !== undefined && value !== "") raw[name] = value;
  }
  return raw;
}

/** @throws AnswerFailure in the worker's words. */
function bodyOf(outcome: WorkedOutcome): string {
  switch (outcome.kind) {
    case "made":
      return outcome.body;
    case "refused":
      throw new AnswerFailure(outcome.code, outcome.message, outcome.problems);
    case "failed":
      throw new AnswerFailure("page.failed", outcome.reason);
  }
}
