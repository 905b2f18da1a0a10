import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import type { AnswerTypes } from "./answer-types.ts";
import { type Answered, AnswerFailure, AnswersContext, type Question } from "./answers.ts";

/** How a question stands. The last answer stays in view while the next one is awaited. */
export type Asked<T> =
  | { readonly kind: "waiting"; readonly last: T | null }
  | { readonly kind: "failed"; readonly failure: AnswerFailure; readonly retry: () => void }
  | { readonly kind: "answered"; readonly answer: T };

/** Asks a route, again whenever the question changes; asks nothing for `null`. */
export function useAnswer<Path extends keyof AnswerTypes>(
  path: Path,
  question: Question | null,
): Asked<Answered<Path>> {
  const answers = useContext(AnswersContext);
  const [state, setState] = useState<Asked<Answered<Path>>>({ kind: "waiting", last: null });
  const [round, setRound] = useState(0);
  const retry = useCallback(() => setRound((value) => value + 1), []);
  const key = question === null ? null : JSON.stringify(question);
  useEffect(() => {
    if (answers === null || key === null) return undefined;
    const asked: Question = JSON.parse(key);
    const controller = new AbortController();
    setState((before) => ({ kind: "waiting", last: shownAnswer(before) }));
    const { signal } = controller;
    const ask = async (): Promise<void> => {
      const next = await outcomeOf(answers.ask(path, asked, signal), retry);
      if (!signal.aborted) setState(next);
    };
    void ask();
    return () => controller.abort();
  }, [answers, path, key, round, retry]);
  return state;
}

/** What can be shown now: the answer, or the one before it. */
export function shownAnswer<T>(asked: Asked<T>): T | null {
  if (asked.kind === "answered") return asked.answer;
  return asked.kind === "waiting" ? asked.last : null;
}

async function outcomeOf<T>(answer: Promise<T>, retry: () => void): Promise<Asked<T>> {
  try {
    return { kind: "answered", answer: await answer };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error), retry };
  }
}

function failureOf(error: unknown): AnswerFailure {
  if (error instanceof AnswerFailure) return error;
  return new AnswerFailure("page.failed", error instanceof Error ? error.message : String(error));
}
