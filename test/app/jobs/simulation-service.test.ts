import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  type SimulationOptions,
  SimulationService,
} from "../../../src/app/jobs/simulation-service.ts";
import { answerOf } from "../../cli/program.ts";
import { ROOT } from "../../shipped.ts";

const SETUP = { places: { record: `${ROOT}data` }, scenarios: join(ROOT, "scenarios") };
const troubles: string[] = [];
const trouble = (reason: string): void => void troubles.push(reason);
const open: SimulationService[] = [];
/** Temporary files of these services go here: others of this suite run beside them. */
const elsewhere = mkdtempSync(join(tmpdir(), "hashfall-jobs-"));
vi.stubEnv("TMPDIR", elsewhere);

function begin(options: Partial<SimulationOptions> = {}): SimulationService {
  const service = new SimulationService({ ...SETUP, trouble, ...options });
  open.push(service);
  return service;
}

/** One that most tests share, since opening the record takes a while. */
const shared = new SimulationService({ ...SETUP, trouble });

afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});
afterAll(async () => {
  await shared.close();
  vi.unstubAllEnvs();
  rmSync(elsewhere, { recursive: true });
});

async function taken(service: SimulationService, body: object, client = "one"): Promise<string> {
  const submission = await service.submit(body, client);
  if (submission.kind !== "accepted") throw new Error(JSON.stringify(submission));
  return submission.state.id;
}

type Standing = NonNullable<ReturnType<SimulationService["look"]>>;

/** How a simulation ended, and how far it was each time that it told. */
async function ended(
  service: SimulationService,
  id: string,
): Promise<{ readonly end: Exclude<Standing, { state: string }>; readonly done: number[] }> {
  const done: number[] = [];
  return new Promise((resolve) => {
    const look = (standing: Standing | undefined): void => {
      if (standing === undefined) throw new Error("it is forgotten");
      if ("state" in standing) {
        done.push(standing.done);
        return;
      }
      leave?.();
      resolve({ end: standing, done });
    };
    const leave = service.follow(id, look);
    look(service.look(id));
  });
}

const answered = z.looseObject({ wall_s: z.number() });

async function answerTo(service: SimulationService, body: object): Promise<object> {
  const { end } = await ended(service, await taken(service, body));
  if (end.kind !== "done") throw new Error(JSON.stringify(end));
  const { wall_s: _measured, ...answer } = answered.parse(
    JSON.parse(new TextDecoder().decode(end.body)),
  );
  return answer;
}

function printed(...args: readonly string[]): object {
  const { wall_s: _measured, ...answer } = answered.parse(answerOf("simulate", ...args));
  return answer;
}

describe("a simulation on the server answers what the command prints", () => {
  test("for a shipped scenario", async () => {
    const answer = await answerTo(shared, { scenario: "sichuan-cut", members: 40, seed: 7 });
    expect(answer).toEqual(printed("sichuan-cut", "--members", "40", "--seed", "7"));
  });

  test("with an override, values set, priors, and as it was known then", async () => {
    const answer = await answerTo(shared, {
      scenario: "china-2021",
      members: 10,
      set: { "parameters.pue": 1.2 },
      posterior: false,
      as_of: "2021-06-20",
    });
    const changed = ["--set", "parameters.pue=1.2", "--no-posterior", "--as-of", "2021-06-20"];
    expect(answer).toEqual(printed("china-2021", "--members", "10", ...changed));
  });

  test("for a document that rests on a shipped scenario", async () => {
    const document = "base: sichuan-cut\nparameters:\n  pue: 1.15\n";
    const answer = await answerTo(shared, { document, members: 10 });
    const set = ["--set", "parameters.pue=1.15"];
    const { scenario, ...numbers } = z
      .looseObject({ scenario: z.looseObject({ name: z.string() }) })
      .parse(answer);
    const same = z
      .looseObject({ scenario: z.looseObject({}) })
      .parse(printed("sichuan-cut", "--members", "10", ...set));
    expect(scenario.name).toBe("document");
    expect(numbers).toEqual({ ...same, scenario: undefined });
  });
});

test("progress rises to the last member", async () => {
  const { end, done } = await ended(
    shared,
    await taken(shared, { scenario: "sichuan-cut", members: 640 }),
  );
  expect(end.kind).toBe("done");
  expect(done.toSorted((a, b) => a - b)).toEqual(done);
});

describe("what makes no sense is refused with everything that is wrong", () => {
  test.each([
    ["no object", 7, [""]],
    ["nothing", {}, ["scenario"]],
    ["both", { scenario: "sichuan-cut", document: "a: 1" }, ["document"]],
    ["a path", { scenario: "../scenarios/sichuan-cut.yaml", members: 0 }, ["scenario", "members"]],
    ["a file", { scenario: "sichuan-cut.yaml" }, ["scenario"]],
    ["no such name", { scenario: "nothing" }, ["scenario"]],
    ["too many members", { scenario: "sichuan-cut", members: 20_001 }, ["members"]],
    ["a key too many", { scenario: "sichuan-cut", __proto__x: 1 }, ["__proto__x"]],
    ["a list", { scenario: "sichuan-cut", set: [1] }, ["set"]],
    [
      "a value out of range and one unknown",
      { scenario: "sichuan-cut", set: { "parameters.pue": 99, "parameters.nothing": 1 } },
      ["set.parameters.pue", "set.parameters.nothing"],
    ],
    ["a file of the machine", { document: "base: /etc/passwd\n" }, ["document:1"]],
    ["a base outside", { document: "base: ../package\n" }, ["document:1"]],
    ["itself", { document: "base: document\n" }, ["document:1"]],
    ["no YAML", { document: "a: [1\nb: }\n" }, ["document:2", "document:2"]],
    ["a cascade of aliases", { document: bomb() }, ["document"]],
    ["depth", { document: `a: ${"[".repeat(500)}${"]".repeat(500)}` }, ["document"]],
  ])("%s", async (_why, body, paths) => {
    const submission = await shared.submit(body, "one");
    if (submission.kind !== "refused") throw new Error(JSON.stringify(submission));
    expect(submission.problems.map(({ path }) => path)).toEqual(paths);
    const said = JSON.stringify(submission);
    for (const leak of [ROOT, tmpdir(), "root:", "yaml.js"]) expect(said).not.toContain(leak);
  });

  test("and leaves nothing behind", () => {
    expect(scratchFiles()).toEqual([]);
  });
});

test("a thread that is ended while it reads leaves nothing behind", async () => {
  const others = scratchFolders();
  const service = begin({ limits: { longestCheck_ms: 1 } });
  const submission = await service.submit({ document: "base: sichuan-cut\n" }, "one");
  expect(submission).toEqual({ kind: "late" });
  await service.close();
  expect(scratchFolders()).toEqual(others);
});

/** Folders of the threads that live, and what lies in them. */
function scratchFolders(): string[] {
  return readdirSync(elsewhere).filter((name) => name.startsWith("hashfall-simulations-"));
}

function scratchFiles(): string[] {
  return scratchFolders().flatMap((name) => readdirSync(join(elsewhere, name)));
}

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 9; i += 1) {
    lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(", ")}]`);
  }
  return lines.join("\n");
}

describe("of many simulations", () => {
  const long = { scenario: "sichuan-cut", members: 20_000 };

  test("one runs, four wait, and others are told to come again", async () => {
    const service = begin();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await taken(service, { ...long, seed: i }));
    const states = ids.map((id) => service.look(id));
    expect(states.map((state) => state !== undefined && "state" in state && state.ahead)).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(await service.submit(long, "other")).toMatchObject({ kind: "busy" });
    const [first = "", second = ""] = ids;
    expect(service.cancel(first)).toBe(true);
    expect(service.look(first)).toMatchObject({ kind: "failed", code: "stopped" });
    await expect.poll(() => service.look(second)).toMatchObject({ state: "running" });
    expect(await service.submit(long, "other")).toMatchObject({ kind: "accepted" });
  });

  test("one client has no more than his share", async () => {
    const service = begin({ limits: { ofOne: 1 } });
    await taken(service, long, "greedy");
    expect(await service.submit(long, "greedy")).toMatchObject({ kind: "busy" });
    expect(await service.submit(long, "modest")).toMatchObject({ kind: "accepted" });
  });

  test("one that nobody asks for or listens to is ended, another is not", async () => {
    const time = { now: 0 };
    const service = begin({ clock: () => time.now });
    const left = await taken(service, long);
    const heard = await taken(service, long);
    const asked = await taken(service, long);
    service.follow(heard, () => undefined);
    time.now = 119_000;
    service.look(asked);
    service.endForgotten();
    expect(service.look(asked)).toMatchObject({ state: "waiting" });
    time.now = 121_000;
    service.endForgotten();
    expect(service.look(left)).toMatchObject({ kind: "failed", code: "stopped" });
    expect(service.look(heard)).toHaveProperty("state");
    expect(service.look(asked)).toHaveProperty("state");
  });

  test("one that takes too long is ended, and the next begins", async () => {
    const service = begin({ limits: { longest_ms: 1_500 } });
    const first = await taken(service, long);
    const { end } = await ended(service, first);
    expect(end).toMatchObject({ kind: "failed", code: "simulation.late" });
  });

  test("the last that ended are kept, and forgotten when they are told to be", async () => {
    const service = begin({ limits: { kept: 2 } });
    const ids: string[] = [];
    for (let seed = 0; seed < 3; seed += 1) {
      const id = await taken(service, { scenario: "sichuan-cut", members: 1, seed });
      const { end } = await ended(service, id);
      expect(end.kind).toBe("done");
      ids.push(id);
    }
    const [first = "", second = "", third = ""] = ids;
    expect(service.look(first)).toBeUndefined();
    expect(service.look(second)).toMatchObject({ kind: "done" });
    expect(service.cancel(third)).toBe(true);
    expect(service.look(third)).toBeUndefined();
    expect(service.cancel("0".repeat(32))).toBe(false);
  });
});

test("nothing of that is trouble of the server's own", () => {
  expect(troubles).toEqual([]);
});

test("trouble of the server's own is told to its keeper, not to those who ask", async () => {
  const told: string[] = [];
  const service = new SimulationService({
    ...SETUP,
    places: { record: join(elsewhere, "nothing") },
    trouble: (reason) => told.push(reason),
  });
  expect(await service.submit({ scenario: "sichuan-cut" }, "one")).toEqual({ kind: "failed" });
  expect(told.join()).toContain(elsewhere);
  await service.close();
});
