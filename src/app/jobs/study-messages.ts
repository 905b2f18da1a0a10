import type { UnixSeconds } from "../../base/index.ts";
import type { RecordPlaces } from "../workspace.ts";

/** What a thread that makes one study is started with. */
export interface StudySetup {
  readonly places: RecordPlaces;
  readonly asOf?: UnixSeconds | undefined;
  readonly claimsFolder: string;
  readonly name: string;
}

export type StudyOutcome =
  | { readonly kind: "made"; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: "failed"; readonly reason: string };
