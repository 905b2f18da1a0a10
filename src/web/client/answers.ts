import { createContext } from "preact";
import type { Problem } from "../../base/index.ts";
import type { AnswerTypes } from "./answer-types.ts";

/** What may be asked of a route: its parameters by name. */
export type Question = Readonly<Record<string, string | undefined>>;

/** Where an answer comes from, as every answer says. */
export interface Provenance {
  readonly version: string;
  readonly record: string;
  readonly network: string;
  readonly first_height: number;
  readonly tip_height: number;
  readonly known_until: string;
  readonly as_of: string | null;
  readonly method: string;
}

export type Answered<Path extends keyof AnswerTypes> = AnswerTypes[Path] & {
  readonly provenance: Provenance;
};

/** Where answers come from: a server, or the record in the page's own folder. */
export interface Answers {
  /** @throws AnswerFailure when the question is refused or cannot be asked. */
  ask<Path extends keyof AnswerTypes>(
    path: Path,
    question: Question,
    signal: AbortSignal,
  ): Promise<Answered<Path>>;
  /** Address of an answer as CSV, for a download; `null` where there is no server. */
  csv(path: keyof AnswerTypes, question: Question): string | null;
}

/** Why there is no answer, in the server's words. */
export class AnswerFailure extends Error {
  readonly code: string;
  readonly details: readonly Problem[];

  constructor(code: string, message: string, details: readonly Problem[] = []) {
    super(message);
    this.name = "AnswerFailure";
    this.code = code;
    this.details = details;
  }
}

export const AnswersContext: ReturnType<typeof createContext<Answers | null>> =
  createContext<Answers | null>(null);
