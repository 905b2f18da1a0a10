import type { ErrorCode, Problem, UnixSeconds } from "../../base/index.ts";
import type { RecordPlaces } from "../workspace.ts";
import type { AnswerFormat } from "./answer-route.ts";
import type { RawQuery } from "./query-fields.ts";

/** What an answering thread is started with. */
export interface AnswerSetup {
  readonly places: RecordPlaces;
  /** Nothing known later is used in any answer. */
  readonly asOf?: UnixSeconds | undefined;
}

/** A question that was checked. */
export interface AnswerQuestion {
  /** Path of its route, with parameters as `{name}`. */
  readonly path: string;
  readonly raw: RawQuery;
  readonly format: AnswerFormat;
}

/** What all answers rest on. */
export interface AnswerSource {
  /** Equal names, equal answers. */
  readonly name: string;
  /** Of the program. */
  readonly version: string;
  /** Fingerprint of the shipped record. */
  readonly record: string;
  readonly blocks: number;
}

/** What a thread is told to do. */
export type AnswerTask =
  | { readonly kind: "answer"; readonly question: AnswerQuestion }
  /** Tell what all answers rest on. */
  | { readonly kind: "source" };

/** What came of it. */
export type AnswerOutcome =
  | { readonly kind: "made"; readonly body: string }
  /** As `made`, where the answer is no text. */
  | { readonly kind: "file"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "source"; readonly source: AnswerSource }
  | {
      readonly kind: "refused";
      readonly code: ErrorCode;
      readonly message: string;
      readonly problems: readonly Problem[];
    }
  /** Not by the question; the reason is for whoever runs the server. */
  | { readonly kind: "failed"; readonly reason: string }
  /** Too many wait. */
  | { readonly kind: "busy"; readonly retryAfter_s: number }
  /** Took longer than it may. */
  | { readonly kind: "late" };
