import { Worker } from "node:worker_threads";
import { compiledModule } from "../compiled-module.ts";
import { studyPlan } from "../studies.ts";
import type { StudyOutcome, StudySetup } from "./study-messages.ts";

export interface StudyServiceOptions extends Omit<StudySetup, "name"> {
  readonly names: readonly string[];
  /** Told what nobody who asks is told. */
  readonly trouble: (reason: string) => void;
}

/** A study's files by path, or why they are not there. */
export type StudyFiles = ReadonlyMap<string, string> | "making" | "failed";

const FILE = compiledModule("program/study-worker.js");

/** Studies made once each, at the first question for one, on a thread of their own. */
export class StudyService {
  readonly names: readonly string[];
  private readonly options: StudyServiceOptions;
  private readonly made = new Map<string, StudyFiles>();
  private readonly workers = new Set<Worker>();
  private closed = false;

  /** @throws HashfallError `input.invalid` for a name that no study has. */
  constructor(options: StudyServiceOptions) {
    for (const name of options.names) studyPlan(name);
    this.options = options;
    this.names = options.names;
  }

  /** The files of a study; one that failed is tried again at the next question. */
  files(name: string): StudyFiles {
    const known = this.made.get(name);
    if (known === "failed") this.made.delete(name);
    if (known !== undefined) return known;
    this.made.set(name, "making");
    this.make(name);
    return "making";
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.workers].map(async (worker) => worker.terminate()));
  }

  private make(name: string): void {
    const { places, asOf, claimsFolder, trouble } = this.options;
    const setup: StudySetup = { places, asOf, claimsFolder, name };
    const worker = new Worker(FILE, { workerData: setup });
    this.workers.add(worker);
    const fail = (reason: string): void => {
      if (this.closed || this.made.get(name) !== "making") return;
      this.made.set(name, "failed");
      trouble(`${name}: ${reason}`);
    };
    worker.on("message", (outcome: StudyOutcome) => {
      if (outcome.kind === "made") this.made.set(name, outcome.files);
      else fail(outcome.reason);
    });
    worker.on("error", (error: Error) => fail(error.message));
    worker.on("exit", (code) => {
      this.workers.delete(worker);
      fail(`the thread ended with ${code}`);
    });
    worker.unref();
  }
}
