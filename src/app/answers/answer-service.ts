import { stat } from "node:fs/promises";
import { z } from "zod";
import type { Problem } from "../../base/index.ts";
import type { JsonSchema } from "../../api/http/index.ts";
import type { KnownTip } from "../jobs/chain-tips.ts";
import { withSimulationPaths } from "../jobs/simulation-description.ts";
import type {
  AnswerOutcome,
  AnswerQuestion,
  AnswerSetup,
  AnswerSource,
} from "./answer-messages.ts";
import type { AnswerFormat } from "./answer-route.ts";
import { AnswerThread } from "./answer-thread.ts";
import type { RawQuery } from "./query-fields.ts";
import { ANSWER_ROUTES, describeRoutes } from "./routes.ts";

/** Where the answers come from, and who hears of trouble. */
export interface AnswerOptions extends AnswerSetup {
  /** File whose change means that the chain has grown. */
  readonly watched?: string | undefined;
  /** Between two looks at it, ms; a second unless given. */
  readonly lookEvery_ms?: number;
  /** Told what nobody who asks is told. */
  readonly trouble: (reason: string) => void;
}

/** A route as a server needs to know it. */
interface ServedRoute {
  readonly path: string;
  readonly formats: readonly AnswerFormat[];
  readonly costly: boolean;
  readonly mempool: boolean;
}

interface Shared {
  readonly outcome: Promise<AnswerOutcome>;
  readonly controller: AbortController;
  askers: number;
}

const QUICK = { waiting: 64, longest_s: 30, usual_s: 1 } as const;
/** Energy and water take seconds each. */
const COSTLY = { waiting: 4, longest_s: 60, usual_s: 4 } as const;
/** Between two looks at the watched file. */
const LOOK_MS = 1000;

/**
 * Answers questions of many at once without holding up the thread that serves them: quick ones on one
 * thread, costly ones on another, equal ones together.
 */
export class AnswerService {
  readonly routes: readonly ServedRoute[] = ANSWER_ROUTES;
  private readonly options: AnswerOptions;
  private readonly quick: AnswerThread;
  private readonly costly: AnswerThread;
  private readonly shared = new Map<string, Shared>();
  private known: Promise<AnswerSource> | undefined;
  private looked = { at: 0, stamp: "" };

  constructor(options: AnswerOptions) {
    this.options = options;
    const setup = { places: options.places, asOf: options.asOf };
    this.quick = new AnswerThread(setup, QUICK);
    this.costly = new AnswerThread(setup, COSTLY);
  }

  describe(): JsonSchema {
    return withSimulationPaths(describeRoutes());
  }

  /** Everything wrong with a question; nothing where it can be asked. */
  check(path: string, raw: RawQuery): readonly Problem[] {
    return routeAt(path).check(raw);
  }

  /** What all answers rest on; another one once the chain has grown. */
  async source(): Promise<AnswerSource> {
    await this.look();
    this.known ??= this.askSource().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  /** The newest block that the answers rest on. */
  async tip(): Promise<KnownTip> {
    const question = { path: "/api/hashrate", raw: {}, format: "json" } as const;
    const outcome = await this.ask(question, new AbortController().signal);
    if (outcome.kind !== "made") throw new Error("the newest block cannot be told");
    const { tip_height: height, known_until: at } = tipSchema.parse(
      JSON.parse(outcome.body),
    ).provenance;
    return { height, hash: null, at };
  }

  /**
   * Answers, or says why not; a question that is under way already is not begun again. `client`: who
   * asks, so that none has the threads to itself.
   */
  async ask(
    question: AnswerQuestion,
    signal: AbortSignal,
    client: string = "",
  ): Promise<AnswerOutcome> {
    const { name } = await this.source();
    const key = `${name} ${JSON.stringify(question)}`;
    const shared = this.shared.get(key) ?? this.begin(key, question, client);
    shared.askers += 1;
    const leave = (): void => {
      shared.askers -= 1;
      if (shared.askers === 0) shared.controller.abort();
    };
    signal.addEventListener("abort", leave, { once: true });
    const outcome = await shared.outcome;
    signal.removeEventListener("abort", leave);
    return outcome;
  }

  async close(): Promise<void> {
    await Promise.all([this.quick.close(), this.costly.close()]);
  }

  private begin(key: string, question: AnswerQuestion, client: string): Shared {
    const thread = routeAt(question.path).costly ? this.costly : this.quick;
    const controller = new AbortController();
    const task = { kind: "answer", question } as const;
    const outcome = thread.run(task, controller.signal, client).then((result) => {
      this.shared.delete(key);
      if (result.kind === "failed" && !controller.signal.aborted) {
        this.options.trouble(`${question.path}: ${result.reason}`);
      }
      return result;
    });
    const shared = { outcome, controller, askers: 0 };
    this.shared.set(key, shared);
    controller.signal.addEventListener("abort", () => this.shared.delete(key), { once: true });
    return shared;
  }

  private async askSource(): Promise<AnswerSource> {
    const outcome = await this.quick.run({ kind: "source" }, new AbortController().signal);
    if (outcome.kind === "source") return outcome.source;
    const reason = outcome.kind === "failed" ? outcome.reason : outcome.kind;
    this.options.trouble(reason);
    throw new Error("the record cannot be told");
  }

  /** Lets the threads read the record anew where the watched file has changed. */
  private async look(): Promise<void> {
    const { watched, lookEvery_ms = LOOK_MS } = this.options;
    const now = performance.now();
    if (watched === undefined || (this.looked.at !== 0 && now - this.looked.at < lookEvery_ms)) {
      return;
    }
    const { stamp: before, at } = this.looked;
    this.looked = { at: now, stamp: before };
    const stamp = await stampOf(watched);
    this.looked = { at: now, stamp };
    if (at === 0 || stamp === before) return;
    this.known = undefined;
    this.quick.renew();
    this.costly.renew();
  }
}

const tipSchema = z.object({
  provenance: z.object({ tip_height: z.number(), known_until: z.string() }),
});

async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "none";
  }
}

function routeAt(path: string) {
  const route = ANSWER_ROUTES.find((known) => known.path === path);
  if (route === undefined) throw new RangeError(`no route ${path}`);
  return route;
}
