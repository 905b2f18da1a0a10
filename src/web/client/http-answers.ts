import { questionAddress } from "../../api/http/index.ts";
import type { Problem } from "../../base/index.ts";
import type { AnswerTypes } from "./answer-types.ts";
import { type Answered, type Answers, AnswerFailure, type Question } from "./answers.ts";

/** Answers of the server that the page came from. */
export class HttpAnswers implements Answers {
  async ask<Path extends keyof AnswerTypes>(
    path: Path,
    question: Question,
    signal: AbortSignal,
  ): Promise<Answered<Path>> {
    const response = await reached(questionAddress(path, question), signal);
    if (!response.ok) throw await failureOf(response);
    const answer: Answered<Path> = await response.json();
    return answer;
  }

  csv(path: keyof AnswerTypes, question: Question): string {
    return questionAddress(path, { ...question, format: "csv" });
  }
}

async function reached(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal, headers: { accept: "application/json" } });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new AnswerFailure("server.unreachable", "the server does not answer");
  }
}

interface Refusal {
  readonly code?: string;
  readonly message?: string;
  readonly details?: readonly Problem[];
}

async function failureOf(response: Response): Promise<AnswerFailure> {
  try {
    const refusal: Refusal = await response.json();
    const { code = "server.failed", message = response.statusText, details = [] } = refusal;
    return new AnswerFailure(code, message, details);
  } catch {
    return new AnswerFailure("server.failed", `${response.status} ${response.statusText}`);
  }
}
