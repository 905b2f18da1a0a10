import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../../../src/base/index.ts";
import { Database } from "../../../../src/store/index.ts";
import { type Found, NOTHING, inspect, requireEqual } from "./inspect.ts";
import type { Origin } from "./origins.ts";
import { type Life, type Moment, Program, type StoreEvent, type Work } from "./program.ts";

/** What the kills were found to have hit. */
export interface KillCounts {
  kills: number;
  /** Whole syncs from nothing, each to a chain compared block by block at its end. */
  syncs: number;
  /** Kills while the store had nothing to do: before its first work, or between two. */
  between: number;
  /** Kills within a work of the store. */
  readonly within: Record<Work, number>;
  /** Of those within a commit: the step was there all the same, or was lost. */
  stepsKept: number;
  stepsLost: number;
  /** Of those within a commit: of a step that replaces blocks of the best chain. */
  reorganising: number;
  /** Runs that ended before the moment chosen for them. */
  missed: number;
}

export interface KillOptions {
  readonly times: number;
  readonly seed: number;
  /** Where the chains come from, one whole sync each, over and over. */
  readonly origins: readonly (() => Promise<Origin>)[];
  /** Kills of each phase of a whole sync, as far as there are kills left. */
  readonly kills: Readonly<Record<Phase, number>>;
  readonly tell: (line: string) => void;
}

/** What a run is meant to be hit in. */
type Phase = "first" | "syncing" | "reorganising" | "labelling";

/**
 * Kills syncs at random moments until so many are dead, each time checking that the store holds all
 * that was said to be stored and nothing half, and lets the next go on from there.
 *
 * @throws Error for whatever is not as it must be.
 */
export async function killTest(options: KillOptions): Promise<KillCounts> {
  const test = new KillTest(options);
  try {
    for (let round = 0; test.counts.kills < options.times; round += 1) {
      const open = options.origins[round % options.origins.length];
      if (open === undefined) break;
      await test.wholeSync(await open());
    }
    return test.counts;
  } finally {
    test.program.remove();
  }
}

class KillTest {
  readonly program: Program = new Program();
  readonly counts: KillCounts = {
    kills: 0,
    syncs: 0,
    between: 0,
    within: { open: 0, relabel: 0, commit: 0, exportBlocks: 0 },
    stepsKept: 0,
    stepsLost: 0,
    reorganising: 0,
    missed: 0,
  };
  private readonly options: KillOptions;
  private readonly random: Random;

  constructor(options: KillOptions) {
    this.options = options;
    this.random = new Random(options.seed);
  }

  /** Syncs from nothing through every move of an origin, killed on the way. */
  async wholeSync(origin: Origin): Promise<void> {
    const data = mkdtempSync(join(this.program.folder, "data-"));
    let found = NOTHING;
    for (const [index, move] of origin.moves.entries()) {
      move();
      if (index === 0) found = await this.lives(origin, data, { found, phase: "first" });
      const phase = index === 0 ? "syncing" : "reorganising";
      found = await this.lives(origin, data, { found, phase });
      found = await this.complete(origin, data, found);
    }
    if (this.options.kills.labelling > 0) {
      await forgetLabels(join(data, "regtest.duckdb"));
      found = await this.lives(origin, data, { found, phase: "labelling" });
      await this.complete(origin, data, found);
    }
    this.counts.syncs += 1;
    await origin.close();
  }

  private async lives(
    origin: Origin,
    data: string,
    { found, phase }: { readonly found: Found; readonly phase: Phase },
  ): Promise<Found> {
    let before = found;
    for (let life = 0; life < this.options.kills[phase]; life += 1) {
      if (this.counts.kills >= this.options.times) break;
      before = await this.live(origin, data, { found: before, moment: this.moment(phase) });
    }
    return before;
  }

  /** One run to its end, after which the stored chain is the origin's. */
  private async complete(origin: Origin, data: string, before: Found): Promise<Found> {
    const found = await this.live(origin, data, { found: before, moment: null });
    const best = origin.best();
    requireEqual("chain", found.hashes.join("\n"), best.join("\n"));
    requireEqual("coinbases", found.coinbases.size, best.length);
    return found;
  }

  private async live(
    origin: Origin,
    data: string,
    { found: before, moment }: { readonly found: Found; readonly moment: Moment | null },
  ): Promise<Found> {
    const life = await this.program.sync(origin.from, data, moment);
    if (!life.wasKilled && life.status !== 0) {
      throw new Error(`the sync ended with ${life.status}: ${life.stdout}${life.stderr}`);
    }
    const found = await inspect(data, origin.blocks);
    requireKept(before, found, life.events);
    if (life.wasKilled) this.count(life, found, origin);
    else if (moment !== null) this.counts.missed += 1;
    return found;
  }

  private count({ events }: Life, found: Found, origin: Origin): void {
    const { counts } = this;
    counts.kills += 1;
    const last = events.at(-1);
    const work = last?.begins;
    if (work === undefined) counts.between += 1;
    else counts.within[work] += 1;
    if (work === "commit") {
      if (last?.replaces === true) counts.reorganising += 1;
      if (tipOf(found) === last?.tip?.hash) counts.stepsKept += 1;
      else counts.stepsLost += 1;
    }
    const where = work === undefined ? "between works" : `within ${work}`;
    const blocks = found.hashes.length;
    this.options.tell(`kill ${counts.kills}: ${origin.name}, ${where}, ${blocks} blocks stored\n`);
  }

  private moment(phase: Phase): Moment {
    const chance = this.random.uniform();
    const share = 0.9 * this.random.uniform();
    switch (phase) {
      case "first":
        return { work: "open", nth: 1, share };
      case "syncing":
        return chance < 0.1
          ? { work: "open", nth: 1, share }
          : { work: "commit", nth: 1 + Math.floor(2 * this.random.uniform()), share };
      case "reorganising":
        return { work: chance < 0.8 ? "commit" : "exportBlocks", nth: 1, share };
      case "labelling":
        return { work: chance < 0.6 ? "relabel" : "exportBlocks", nth: 1, share };
    }
  }
}

/**
 * Requires that nothing stored before is gone, that all that was said to be stored is there, and that the
 * tip is the one of the last step told, or of the step in flight.
 */
function requireKept(before: Found, found: Found, events: readonly StoreEvent[]): void {
  const done = events.filter(({ ends }) => ends === "commit");
  const hashes = [...before.all, ...done.flatMap(({ tip }) => tip?.hash ?? [])];
  const lost = hashes.find((hash) => !found.all.has(hash));
  if (lost !== undefined) throw new Error(`block ${lost} is lost`);
  const heights = [...before.coinbases, ...done.flatMap(({ coinbases = [] }) => coinbases)];
  const bare = heights.find(
    (height) => height < found.hashes.length && !found.coinbases.has(height),
  );
  if (bare !== undefined) throw new Error(`the coinbase of height ${bare} is lost`);
  const last = events.at(-1);
  const told = done.findLast(({ tip }) => tip !== null)?.tip?.hash ?? tipOf(before);
  const inFlight = last?.begins === "commit" ? last.tip?.hash : undefined;
  const tip = tipOf(found);
  if (tip !== told && tip !== inFlight) throw new Error(`the tip is ${tip} instead of ${told}`);
}

const tipOf = ({ hashes }: Found): string => hashes.at(-1) ?? "none";

/** Makes the next sync name every pool anew. */
async function forgetLabels(path: string): Promise<void> {
  const database = await Database.open(path);
  await database.run("delete from about where key = 'label_rules'");
  database.close();
}
