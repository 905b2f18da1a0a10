import type { ComponentChildren, JSX } from "preact";
import { type Asked, shownAnswer } from "../client/use-answer.ts";
import { useSpeech } from "../shell/language.ts";
import { STATES } from "./messages.ts";

interface AnsweredProps<T> {
  readonly asked: Asked<T>;
  /** What is being worked out, for the wait: "Reading the last 24 hours". */
  readonly what: string;
  /** Height kept free while waiting, px, so that nothing jumps. */
  readonly height: number;
  readonly children: (answer: T) => ComponentChildren;
}

/** Shows an answer; before it the wait, in its place a failure with what to do. */
export function Answered<T>({ asked, what, height, children }: AnsweredProps<T>): JSX.Element {
  const shown = shownAnswer(asked);
  const { tell } = useSpeech();
  if (asked.kind === "failed") return <Failed failure={asked.failure} retry={asked.retry} />;
  if (shown === null) {
    return (
      <div class="waiting" style={{ minHeight: `${height}px` }} role="status">
        {what}…
      </div>
    );
  }
  return (
    <div
      class={asked.kind === "waiting" ? "stale" : undefined}
      aria-busy={asked.kind === "waiting"}
    >
      {asked.kind === "waiting" && (
        <span class="hidden" role="status">
          {tell(STATES.again)}
        </span>
      )}
      {children(shown)}
    </div>
  );
}

interface FailedProps {
  readonly failure: {
    readonly message: string;
    readonly details: readonly {
      readonly path: string;
      readonly reason: string;
      readonly remedy: string;
    }[];
  };
  readonly retry?: () => void;
}

/** What went wrong, every problem with its remedy, and a way to go on. */
export function Failed({ failure, retry }: FailedProps): JSX.Element {
  const { tell } = useSpeech();
  const [only, ...more] = failure.details;
  const isSaid = only !== undefined && more.length === 0 && failure.message.includes(only.reason);
  return (
    <div class="failed" role="alert">
      <p>
        <strong>{tell(STATES.failed)}</strong>{" "}
        {!isSaid && <span lang={languageOf(failure.message)}>{failure.message}</span>}
      </p>
      {failure.details.length > 0 && (
        <ul lang="en">
          {failure.details.map(({ path, reason, remedy }) => (
            <li key={`${path} ${reason}`}>
              <code>{path}</code> {reason}: {remedy}
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <button type="button" class="way" onClick={retry}>
          {tell(STATES.retry)}
        </button>
      )}
    </div>
  );
}

/** What a server says is English; what the page says itself, in its own language. */
function languageOf(text: string): string | undefined {
  return /\p{Script=Han}/u.test(text) ? undefined : "en";
}
