import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { HashfallError } from "../../src/base/index.ts";
import { Case, type CaseName, type OpenTarget, type Outcome, type Target } from "./target.ts";

/** Findings after which a run ends. */
const MOST_FINDINGS = 20;
/** Parts that a run is cut into; every target has its share in each. */
const ROUNDS = 20;
/** Rounds that count as warm-up for the memory. */
const WARM_UP = 2;

/** What is to be tried. */
export interface Plan {
  readonly targets: readonly Target[];
  readonly cases: number;
  readonly seed: number;
  /** A case that takes longer is tried again, and a finding if it does so again; in milliseconds. */
  readonly slowMs?: number;
  /** Told of every case before it begins, by the target's place in the list. */
  readonly begin?: (target: number, number: number) => void;
  /** Told after each round what part of the run is done. */
  readonly round?: (done: number) => void;
}

/** A case that ended as none may. */
export interface Finding {
  readonly target: string;
  readonly number: number;
  readonly reason: string;
  readonly input: Uint8Array;
}

/** What became of the cases of one target. */
export interface Tally {
  readonly name: string;
  readonly cases: number;
  readonly outcomes: ReadonlyMap<Outcome, number>;
  readonly seconds: number;
  readonly slowest: { readonly number: number; readonly milliseconds: number };
}

/** Bytes in use: of the process, and of objects and buffers that something still holds. */
export interface Memory {
  readonly rss: number;
  readonly held: number;
}

export interface Report {
  readonly tallies: readonly Tally[];
  readonly findings: readonly Finding[];
  readonly warm: Memory;
  readonly end: Memory;
}

/** Cases of each target: by its share, one at least, and so many in all. */
function casesOf(targets: readonly Target[], cases: number): number[] {
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  const counts = targets.map(({ share }) => Math.max(1, Math.floor((share * cases) / shares)));
  const largest = targets.reduce(
    (at, { share }, i) => (share > (targets[at]?.share ?? 0) ? i : at),
    0,
  );
  const rest = cases - counts.reduce((sum, count) => sum + count, 0);
  counts[largest] = Math.max(1, (counts[largest] ?? 0) + rest);
  return counts;
}

/** Tries all cases of a plan, the targets by turns, so that memory is seen to grow or not. */
export async function run(plan: Plan): Promise<Report> {
  const counts = casesOf(plan.targets, plan.cases);
  const trials: Trials[] = [];
  for (const [place, target] of plan.targets.entries()) {
    trials.push(new Trials(target, await target.open(), { plan, place }));
  }
  const findings: Finding[] = [];
  let warm: Memory | null = null;
  try {
    for (let round = 1; round <= ROUNDS && findings.length < MOST_FINDINGS; round += 1) {
      for (const [place, trial] of trials.entries()) {
        findings.push(...(await trial.upTo(Math.floor(((counts[place] ?? 0) * round) / ROUNDS))));
      }
      if (round === WARM_UP) warm = await memoryNow();
      plan.round?.(round / ROUNDS);
    }
    const end = await memoryNow();
    return { tallies: trials.map((trial) => trial.tally()), findings, warm: warm ?? end, end };
  } finally {
    for (const trial of trials) await trial.close();
  }
}

/** Tries one case alone. */
export async function runOnly(target: Target, seed: number, number: number): Promise<TriedCase> {
  const open = await target.open();
  try {
    return await attempt(open, target, { target: target.name, seed, number });
  } finally {
    await open.close?.();
  }
}

interface TriedCase {
  readonly trial: Case;
  readonly outcome: Outcome;
  /** What is wrong, with its trace; null where nothing is. */
  readonly reason: string | null;
  readonly milliseconds: number;
}

async function attempt(open: OpenTarget, target: Target, name: CaseName): Promise<TriedCase> {
  const trial = new Case(name);
  const began = performance.now();
  let outcome: Outcome = "finding";
  let reason: string | null = null;
  try {
    const found = open.run(trial);
    outcome = typeof found === "string" ? found : await found;
  } catch (error) {
    const typed = error instanceof HashfallError && target.codes.includes(error.code);
    if (error instanceof HashfallError) outcome = error.code;
    if (!typed) reason = traceOf(error);
  }
  return { trial, outcome, reason, milliseconds: performance.now() - began };
}

/** The cases of one target, in order. */
class Trials {
  private readonly target: Target;
  private readonly opened: OpenTarget;
  private readonly plan: Plan;
  private readonly place: number;
  private readonly outcomes = new Map<Outcome, number>();
  private next = 0;
  private milliseconds = 0;
  private slowest = { number: 0, milliseconds: 0 };

  constructor(
    target: Target,
    opened: OpenTarget,
    at: { readonly plan: Plan; readonly place: number },
  ) {
    this.target = target;
    this.opened = opened;
    this.plan = at.plan;
    this.place = at.place;
  }

  /** Goes on up to, without, a number; the findings on the way. */
  async upTo(end: number): Promise<Finding[]> {
    const findings: Finding[] = [];
    while (this.next < end && findings.length < MOST_FINDINGS) {
      const finding = await this.one(this.next);
      if (finding !== null) findings.push(finding);
      this.next += 1;
    }
    await nextTurn();
    return findings;
  }

  tally(): Tally {
    const { outcomes, slowest } = this;
    const seconds = this.milliseconds / 1_000;
    return { name: this.target.name, cases: this.next, outcomes, seconds, slowest };
  }

  async close(): Promise<void> {
    await this.opened.close?.();
  }

  private async one(number: number): Promise<Finding | null> {
    this.plan.begin?.(this.place, number);
    const { trial, outcome, reason, milliseconds } = await this.tried(number);
    this.milliseconds += milliseconds;
    if (milliseconds > this.slowest.milliseconds) this.slowest = { number, milliseconds };
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (reason === null) return null;
    return { target: this.target.name, number, reason, input: trial.input };
  }

  /** Once, and again if it was slow: what else the machine does may have been the cause. */
  private async tried(number: number): Promise<TriedCase> {
    const name = { target: this.target.name, seed: this.plan.seed, number };
    const { slowMs = Infinity } = this.plan;
    const first = await attempt(this.opened, this.target, name);
    if (first.milliseconds <= slowMs || first.reason !== null) return first;
    const again = await attempt(this.opened, this.target, name);
    if (again.milliseconds <= slowMs || again.reason !== null) return again;
    const both = [first, again].map(({ milliseconds }) => Math.round(milliseconds));
    return { ...again, reason: `slow: ${both.join(" and then ")} ms` };
  }
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const kind = error instanceof HashfallError ? `unexpected ${error.code}: ` : "";
  return kind + (error.stack ?? error.message);
}

/** After everything nobody holds was let go. */
async function memoryNow(): Promise<Memory> {
  for (let i = 0; i < 2; i += 1) {
    collectGarbage();
    await nextTurn();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, held: heapUsed + external };
}

let collect: (() => void) | undefined;

function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    const found: unknown = runInNewContext("gc");
    collect = typeof found === "function" ? () => void found() : () => undefined;
  }
  collect();
}
