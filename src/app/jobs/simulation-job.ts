import type { Problem } from "../../base/index.ts";
import type { SimulationRequest } from "./simulation-request.ts";

/** How a simulation stands that is not done yet. */
export interface SimulationState {
  readonly id: string;
  readonly state: "waiting" | "running";
  /** Simulations before it in the line. */
  readonly ahead: number;
  readonly done: number;
  readonly members: number;
  readonly seed: number;
}

/** How one ended. */
export type SimulationEnd =
  | { readonly kind: "done"; readonly body: Uint8Array<ArrayBuffer> }
  | SimulationFailure;

export interface SimulationFailure {
  readonly kind: "failed";
  readonly code: string;
  readonly message: string;
  readonly details: readonly Problem[];
}

type Listener = () => void;

/** A simulation from the moment that it was taken on until it is forgotten. */
export class SimulationJob {
  readonly id: string;
  readonly client: string;
  readonly request: SimulationRequest;
  readonly stop: AbortController = new AbortController();
  /** When anyone last asked for it. */
  asked_ms: number;
  private done = 0;
  private ended: SimulationEnd | undefined;
  private readonly listeners = new Set<Listener>();

  constructor(
    request: SimulationRequest,
    {
      id,
      client,
      now_ms,
    }: { readonly id: string; readonly client: string; readonly now_ms: number },
  ) {
    this.request = request;
    this.id = id;
    this.client = client;
    this.asked_ms = now_ms;
  }

  get end(): SimulationEnd | undefined {
    return this.ended;
  }

  /** Bytes held in memory. */
  get size(): number {
    return this.ended?.kind === "done" ? this.ended.body.length : 0;
  }

  get isListenedTo(): boolean {
    return this.listeners.size > 0;
  }

  /** `ahead`: how many are before it; none where it is under way. */
  state(ahead: number | null): SimulationState {
    const { id, request, done } = this;
    const { members, seed } = request;
    const state = ahead === null ? "running" : "waiting";
    return { id, state, ahead: ahead ?? 0, done, members, seed };
  }

  /** Calls at each change, until the function it returns is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  advance(done: number): void {
    this.done = done;
    this.tell();
  }

  /** Ends it, unless it has ended. */
  finish(end: SimulationEnd): void {
    if (this.ended !== undefined) return;
    this.ended = end;
    this.stop.abort();
    this.tell();
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }
}
