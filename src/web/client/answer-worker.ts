import type { Problem } from "../../base/index.ts";
import { type SiteIndex, siteText } from "./site-files.ts";

/** What a worker says of a question. */
export type WorkedOutcome =
  | { readonly kind: "made"; readonly body: string }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "failed"; readonly reason: string };

interface Job {
  readonly path: string;
  readonly raw: Readonly<Record<string, string>>;
  readonly done: (outcome: WorkedOutcome) => void;
}

/** A worker that has the site's facts and answers one question at a time, in order. */
export class AnswerWorker {
  private readonly index: Pick<SiteIndex, "worker" | "facts">;
  private worker: Promise<Worker> | undefined;
  private waiting: readonly Job[] = [];
  private running: Job | undefined;

  constructor(index: Pick<SiteIndex, "worker" | "facts">) {
    this.index = index;
  }

  /** A question that is given up before its turn is not begun. */
  async ask(
    path: string,
    raw: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<WorkedOutcome> {
    return new Promise((resolve) => {
      const job = { path, raw, done: resolve };
      this.waiting = [...this.waiting, job];
      signal.addEventListener("abort", () => {
        this.waiting = this.waiting.filter((other) => other !== job);
      });
      void this.next();
    });
  }

  private async next(): Promise<void> {
    const [job, ...rest] = this.waiting;
    if (job === undefined || this.running !== undefined) return;
    this.waiting = rest;
    this.running = job;
    try {
      const { path, raw } = job;
      const worker = await (this.worker ??= this.start());
      worker.postMessage({ kind: "question", path, raw }, []);
    } catch (error) {
      this.worker = undefined;
      this.finish({ kind: "failed", reason: error instanceof Error ? error.message : "" });
    }
  }

  private finish(outcome: WorkedOutcome): void {
    const job = this.running;
    this.running = undefined;
    job?.done(outcome);
    void this.next();
  }

  private async start(): Promise<Worker> {
    const { worker: code, facts } = this.index;
    const [source, packed] = await Promise.all([siteText(code), siteText(facts)]);
    const worker = new Worker(blobAddress(source));
    worker.addEventListener("message", ({ data }: MessageEvent<WorkedOutcome>) =>
      this.finish(data),
    );
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      worker.terminate();
      this.worker = undefined;
      this.finish({ kind: "failed", reason: event.message });
    });
    worker.postMessage({ kind: "facts", packed }, []);
    return worker;
  }
}

/** From disk a worker may not be a file, but it may be text that the page holds. */
function blobAddress(source: string): string {
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}
