import type { SimulationAnswer } from "../../api/index.ts";

/** What the server is to run: a scenario as text, as known at a time. */
export interface ServerAsked {
  readonly document: string;
  readonly members: number;
  readonly seed: number;
  /** ISO 8601; null where all is known. */
  readonly as_of: string | null;
}

export interface ServerListener {
  readonly onProgress: (done: number, ahead: number) => void;
  readonly onAnswer: (answer: SimulationAnswer, address: string) => void;
  readonly onFailure: (message: string) => void;
}

interface Taken {
  readonly id?: string;
  readonly message?: string;
  readonly details?: readonly { readonly path: string; readonly reason: string }[];
}

const ADDRESS = "./api/simulations";

/** Has the server run an ensemble and tells how far it is; what it returns ends the run. */
export function runOnServer(asked: ServerAsked, listener: ServerListener): () => void {
  const running = new ServerRun(listener);
  void running.begin(asked);
  return () => running.end();
}

class ServerRun {
  private readonly listener: ServerListener;
  private address: string | undefined;
  private events: EventSource | undefined;
  private hasEnded = false;

  constructor(listener: ServerListener) {
    this.listener = listener;
  }

  async begin({ as_of: asOf, ...asked }: ServerAsked): Promise<void> {
    const body = JSON.stringify(asOf === null ? asked : { ...asked, as_of: asOf });
    try {
      const headers = { "content-type": "application/json" };
      const response = await fetch(ADDRESS, { method: "POST", headers, body });
      const taken: Taken = await response.json();
      if (taken.id === undefined) this.fail(refusalOf(taken));
      else this.follow(`${ADDRESS}/${taken.id}`);
    } catch {
      this.fail("the server does not answer");
    }
  }

  end(): void {
    if (this.hasEnded) return;
    this.close();
    if (this.address !== undefined) void fetch(this.address, { method: "DELETE" });
  }

  private follow(address: string): void {
    this.address = address;
    if (this.hasEnded) {
      void fetch(address, { method: "DELETE" });
      return;
    }
    const events = new EventSource(`${address}/events`);
    this.events = events;
    events.addEventListener("progress", ({ data }: MessageEvent<string>) => {
      const { done = 0, ahead = 0 }: { readonly done?: number; readonly ahead?: number } =
        JSON.parse(data);
      this.listener.onProgress(done, ahead);
    });
    events.addEventListener("done", () => void this.fetchAnswer(address));
    events.addEventListener("failed", ({ data }: MessageEvent<string>) =>
      this.fail(refusalOf(JSON.parse(data))),
    );
  }

  private async fetchAnswer(address: string): Promise<void> {
    this.events?.close();
    try {
      const answer: SimulationAnswer = await (await fetch(address)).json();
      if (this.hasEnded) return;
      this.close();
      this.listener.onAnswer(answer, address);
    } catch {
      this.fail("the server does not answer");
    }
  }

  private fail(message: string): void {
    if (this.hasEnded) return;
    this.close();
    this.listener.onFailure(message);
  }

  private close(): void {
    this.hasEnded = true;
    this.events?.close();
  }
}

/** A refusal in the server's words, with every problem that it lists. */
function refusalOf({ message = "refused", details = [] }: Taken): string {
  const problems = details.map(({ path, reason }) => `${path}: ${reason}`);
  return [message, ...problems].join("; ");
}
