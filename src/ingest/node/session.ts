import { setTimeout as sleep } from "node:timers/promises";
import { stopped, unreachable } from "./failures.ts";
import type { Answer, Call, HttpClient, Interruption } from "./http-client.ts";

/** Waits so many milliseconds, less when the signal says to stop; does not throw. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** How a request is repeated while a node starts, is overloaded or away; in milliseconds. */
export interface Patience {
  /** First pause; each later one is twice as long, up to `longest`. */
  readonly first: number;
  readonly longest: number;
  /** Sum of pauses after which the node counts as unreachable. */
  readonly total: number;
  readonly pause: Pause;
  /** Learns why each pause is made. */
  readonly onWait?: (reason: string) => void;
}

/** Five minutes: what a node on a slow disk takes to load its block index. */
export const PATIENCE: Patience = {
  first: 250,
  longest: 8_000,
  total: 300_000,
  pause: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};

/** Why an answer means "ask again later", or null. */
export type BusyRule = (answer: Answer) => string | null;

/** What is known of a node over all sessions. */
export interface Contact {
  /** Whether it has answered already. */
  made: boolean;
}

/** Requests that stop together. */
export class Session {
  readonly signal: AbortSignal;
  readonly label: string;
  readonly #client: HttpClient;
  readonly #patience: Patience;
  readonly #contact: Contact;
  readonly #stop: AbortController = new AbortController();
  readonly #outer: AbortSignal;
  readonly #onAbort: () => void;

  constructor(client: HttpClient, patience: Patience, contact: Contact, signal: AbortSignal) {
    this.#client = client;
    this.#patience = patience;
    this.#contact = contact;
    this.signal = this.#stop.signal;
    this.label = client.label;
    this.#onAbort = () => {
      this.#stop.abort();
      client.stop(this);
    };
    this.#outer = signal;
    if (signal.aborted) this.#stop.abort();
    else signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** Drops what is still in flight. */
  end(): void {
    this.#outer.removeEventListener("abort", this.#onAbort);
    this.#stop.abort();
    this.#client.stop(this);
  }

  /**
   * Sends a request until it is answered, with growing pauses while the node is away or says to wait.
   *
   * @throws HashfallError `source.unreachable`, `source.malformed`, `stopped`.
   */
  async call(call: Call, busy: BusyRule): Promise<Answer> {
    const { first, longest, total, pause, onWait } = this.#patience;
    let next = first;
    for (let waited = 0; ; next = Math.min(2 * next, longest)) {
      if (this.signal.aborted) throw stopped(this.label);
      const outcome = await this.#client.send(call, this);
      if (outcome.kind === "stopped") throw stopped(this.label);
      const reason = outcome.kind === "answer" ? busy(outcome) : this.#lasting(outcome);
      if (outcome.kind === "answer") {
        this.#contact.made = true;
        if (reason === null) return outcome;
      }
      const told = reason ?? "no answer";
      if (waited >= total) throw unreachable(this.label, `${told}; gave up waiting`);
      onWait?.(told);
      await pause(next, this.signal);
      waited += next;
    }
  }

  /** An address that never answered is taken for wrong; one that did, for a node restarting. */
  #lasting({ reason, cause }: Interruption): string {
    if (!this.#contact.made) throw unreachable(this.label, reason, cause);
    return reason;
  }
}
