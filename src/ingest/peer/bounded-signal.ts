import { setMaxListeners } from "node:events";

/** A signal with an end of its own. */
export interface BoundedSignal {
  readonly signal: AbortSignal;
  /** Says to stop, and lets go of the signals it hangs on. */
  readonly end: () => void;
}

/**
 * Says to stop when any of `parents` does, and at `end` in any case.
 *
 * `AbortSignal.any` leaves a trace of every signal on parents that live long; this leaves none.
 */
export function boundedSignal(...parents: readonly AbortSignal[]): BoundedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  // As many peers as there are listen to it at once; more than ten would print a warning.
  setMaxListeners(0, signal);
  const end = (): void => {
    for (const parent of parents) parent.removeEventListener("abort", end);
    controller.abort();
  };
  for (const parent of parents) parent.addEventListener("abort", end);
  if (parents.some((parent) => parent.aborted)) end();
  return { signal, end };
}
