import type { AnswerOutcome } from "../answers/answer-messages.ts";
import type { RawQuery } from "../answers/query-fields.ts";
import { unpackFacts } from "./packed.ts";
import { SiteDesk } from "./site-desk.ts";

/** What the page tells this worker: first the facts, then one question after another. */
type SiteTask =
  | { readonly kind: "facts"; readonly packed: string }
  | { readonly kind: "question"; readonly path: string; readonly raw: RawQuery };

/** As much of a dedicated worker's global scope as is used here. */
interface WorkerScope {
  addEventListener(type: "message", listener: (event: { readonly data: SiteTask }) => void): void;
  postMessage(outcome: AnswerOutcome, transfer: readonly ArrayBuffer[]): void;
}

declare const self: WorkerScope;

let desk: SiteDesk | undefined;

self.addEventListener("message", ({ data }) => {
  if (data.kind === "facts") desk = new SiteDesk(unpackFacts(data.packed));
  else self.postMessage(outcomeOf(data.path, data.raw), []);
});

function outcomeOf(path: string, raw: RawQuery): AnswerOutcome {
  return desk?.answer(path, raw) ?? { kind: "failed", reason: "the record is not loaded" };
}
