import type { MemberSource } from "./member-module.ts";
import type { EnsembleSummary } from "./summary.ts";

/** What a page sends this worker. Ending the worker ends the run. */
export interface BrowserRun {
  readonly member: MemberSource;
  readonly seed: number;
  readonly members: number;
}

/** What the worker sends back: how far it is, then the summary or why there is none. */
export type BrowserRunNews =
  | { readonly kind: "progress"; readonly done: number; readonly members: number }
  | { readonly kind: "summary"; readonly summary: EnsembleSummary }
  | { readonly kind: "failure"; readonly message: string };
