import type { Problem } from "../../base/index.ts";
import type { SimulationSetup } from "./simulation-desk.ts";
import type { SimulationRequest } from "./simulation-request.ts";

/** What a simulating thread is started with. */
export interface SimulationWork {
  readonly setup: SimulationSetup;
  /** Folder that is the thread's own and goes with it, however it ends. */
  readonly scratch: string;
}

/** What a simulating thread is told to do. */
export type SimulationTask =
  /** Tell what is wrong with it, without running it. */
  | { readonly kind: "check"; readonly request: SimulationRequest }
  | { readonly kind: "run"; readonly request: SimulationRequest; readonly workers: number }
  /** End what is under way. */
  | { readonly kind: "stop" };

/** How far a simulation is. */
export interface SimulationProgress {
  readonly done: number;
  readonly members: number;
}

/** What comes back: any number of words on progress, then one of the others. */
export type SimulationNews =
  | ({ readonly kind: "progress" } & SimulationProgress)
  | SimulationOutcome;

export type SimulationOutcome =
  | { readonly kind: "right" }
  | { readonly kind: "made"; readonly body: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: "refused";
      readonly message: string;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "stopped" }
  /** Took longer than it may. */
  | { readonly kind: "late" }
  /** Not by the request; the reason is for whoever runs the server. */
  | { readonly kind: "failed"; readonly reason: string };
