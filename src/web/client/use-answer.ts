import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { AnswerTypes } from "./answer-types.ts";
import { type Answered, AnswerFailure, AnswersContext, type Question } from "./answers.ts";

/** How a question stands. The last answer stays in view while the next one is awaited. */
export type Asked<T> =
  | { readonly kind: "waiting"; readonly last: T | null }
  | { readonly kind: "failed"; readonly failure: AnswerFailure; readonly retry: () => void }
  | { readonly kind: "answered"; readonly answer: T };

/** An outcome and the question that it is of. */
interface Held<T> {
  /** Null where nothing was asked yet, or it is to be asked again. */
  readonly key: string | null;
  readonly asked: Asked<T>;
}

/**
 * Asks a route, again whenever the question changes; asks nothing for `null`.
 *
 * From the first rendering with another question on, the answer before it is only the last one.
 */
export function useAnswer<Path extends keyof AnswerTypes>(
  path: Path,
  question: Question | null,
): Asked<Answered<Path>> {
  const answers = useContext(AnswersContext);
  const [held, setHeld] = useState<Held<Answered<Path>>>({
    key: null,
    asked: { kind: "waiting", last: null },
  });
  const [round, setRound] = useState(0);
  const retry = useCallback(() => {
    setHeld(({ asked }) => ({ key: null, asked }));
    setRound((value) => value + 1);
  }, []);
  const key = question === null ? null : JSON.stringify(question);
  useEffect(() => {
    if (answers === null || key === null) return undefined;
    const asked: Question = JSON.parse(key);
    const controller = new AbortController();
    const { signal } = controller;
    const ask = async (): Promise<void> => {
      const outcome = await outcomeOf(answers.ask(path, asked, signal), retry);
      if (!signal.aborted) setHeld({ key, asked: outcome });
    };
    void ask();
    return () => controller.abort();
  }, [answers, path, key, round, retry]);
  return useMemo(() => {
    if (key === null || held.key === key) return held.asked;
    return { kind: "waiting", last: shownAnswer(held.asked) };
  }, [held, key]);
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
