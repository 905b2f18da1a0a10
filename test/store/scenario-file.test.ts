import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { HashfallError, type Problem } from "../../src/base/index.ts";
import { type Scenario, scenarioSchema } from "../../src/simulate/index.ts";
import { type ScenarioSource, listScenarios, loadScenario } from "../../src/store/scenario-file.ts";
import { ROOT, record } from "../shipped.ts";
import { RECORDED } from "../simulate/scenario/tiny.ts";

const WORLD = `
regions:
  sichuan:
    place: CN/Sichuan
    share: 0.4
    sources: { hydro: { share: 1, price_USD_MWh: 40, carbon_kg_MWh: 24, renewable: true } }
  texas:
    place: US/Texas
    share: 0.6
    sources: { gas: { share: 1, price_USD_MWh: 50, carbon_kg_MWh: 450 } }
machines:
  s19: { share: 1, efficiency_J_TH: 34, hashrate_TH_s: 95, price_USD_TH: 60 }
uncertain:
  parameters.pue: { kind: normal, mean: 1.1, sd: 0.05 }
  regions.texas.share: { kind: beta, mean: 0.6, n: 20 }
`;
const CUT = `# a comment
base: worlds/spring
title: { en: A cut, zh: 断电 }
start: 2021-05-01
end: 2021-08-01
parameters:
  pue: 1.2
orders:
  cut:
    record: cn-sichuan-2021-06-03-cut
    effect:
      kind: closure
      compliance: 0.8
overrides:
  mild:
    about: { en: Half of it, zh: 一半 }
    set:
      orders.cut.effect.compliance: 0.4
  wrong:
    set:
      orders.cut.effect.complience: 0.4
  later:
    set:
      orders.cut.effective: 2021-07-01
`;

const top = mkdtempSync(join(tmpdir(), "hashfall-scenarios-"));
const folder = join(top, "shipped");
const mine = join(top, "mine");
afterAll(() => rmSync(top, { recursive: true, force: true }));

function put(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

beforeEach(() => {
  put(join(folder, "worlds/spring.yaml"), WORLD);
  put(join(folder, "cut.yaml"), CUT);
});

const load = async (name: string, more: Partial<ScenarioSource> = {}): Promise<Scenario> =>
  loadScenario(name, { folder, orders: [RECORDED], ...more });

async function problems(
  name: string,
  more: Partial<ScenarioSource> = {},
): Promise<readonly Problem[]> {
  try {
    await load(name, more);
  } catch (error) {
    if (error instanceof HashfallError) return error.problems;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("a scenario is found by name or by path, over its base", async () => {
  const named = await load("cut");
  expect(named).toEqual(await load(join(folder, "cut.yaml")));
  expect(named.name).toBe("cut");
  expect(named.regions["texas"]?.place).toBe("US/Texas");
  expect(named.orders["cut"]?.scope.place).toBe("CN/Sichuan");
  expect(named.parameters.pue).toBe(1.2);
  expect(Object.keys(named.uncertain)).toEqual(["regions.texas.share"]);
});

test("a person's own file may rest on a shipped one", async () => {
  const path = put(join(mine, "own.yaml"), "base: cut\nend: 2021-07-01\norders: { cut: null }\n");
  const own = await load(path);
  expect(own.orders).toEqual({});
  expect(own.title.en).toBe("A cut");
});

test("overrides and values given as options are applied, these last", async () => {
  const mild = await load("cut", { override: ["later", "mild"] });
  expect(mild.orders["cut"]?.effect).toMatchObject({ compliance: 0.4, kind: "closure" });
  const set = [["orders.cut.effect.compliance", "0.1"]] as const;
  const both = await load("cut", { override: ["mild"], set });
  expect(both.orders["cut"]?.effect).toMatchObject({ compliance: 0.1 });
  expect(await load("cut", { override: ["mild", "later"] })).toEqual(mild);
});

test("a number set by an option is certain from then on, unless its prior is set", async () => {
  const set = [["network.hashrate_EH_s", "150"]] as const;
  expect((await load("cut", { set })).network.hashrate_EH_s).toBe(150);
  const whole = [
    ["regions.texas.share", "0.55"],
    ["regions.sichuan.share", "0.45"],
  ] as const;
  expect((await load("cut", { set: whole })).uncertain).toEqual({});
  const wider = [["uncertain.regions.texas.share.n", "5"]] as const;
  expect((await load("cut", { set: wider })).uncertain["regions.texas.share"]).toMatchObject({
    n: 5,
  });
});

test.each([
  ["price: { kind: a }", 'price.kind: "a" is no kind known here'],
  ["colour: red", 'colour: "colour" is not known here'],
  ["network:\n  height: -1", "network.height: -1 blocks is outside 0 to 6930000"],
  ["base: worlds/sprang", 'base: there is no "worlds/sprang.yaml" in'],
  ["base: ../cut", 'base: "../cut" is no path inside the folder of scenarios'],
  ["base: /etc/hosts", 'base: "/etc/hosts" is no path'],
  ["base: 3", "base: 3 is no path"],
])("%j is reported with its file and line", async (text, reason) => {
  const rest = text.startsWith("base") ? CUT.replace("base: worlds/spring\n", "") : CUT;
  const content = rest.replace("overrides:\n", `${text}\noverrides:\n`);
  const path = put(join(folder, "bad.yaml"), content);
  const [problem] = await problems("bad");
  expect(problem?.reason).toContain(reason);
  expect(problem?.path).toBe(`${path}:${lineOf(content, text.split("\n").at(-1) ?? "")}`);
});

const lineOf = (content: string, row: string): number =>
  content.split("\n").findIndex((line) => line.includes(row)) + 1;

test("a fault of the base is reported in the base", async () => {
  const path = put(join(folder, "worlds/spring.yaml"), WORLD.replace("share: 0.4", "share: 1.4"));
  expect(await problems("cut")).toMatchObject([
    { path: `${path}:5`, reason: "regions.sichuan.share: 1.4 is outside 0 to 1" },
  ]);
});

test("a fault of an override is reported at its line, one of an option at the option", async () => {
  const [wrong] = await problems("cut", { override: ["wrong"] });
  expect(wrong?.path).toBe(`${join(folder, "cut.yaml")}:${lineOf(CUT, "complience")}`);
  expect(wrong?.remedy).toBe('did you mean "compliance"?');
  const set = [
    ["parameters.peu", "1"],
    ["parameters.pue", "high"],
    ["end", "2021-01-01"],
    ["step", "[day]"],
    ["base", "worlds/x"],
    ["a..b", "1"],
  ] as const;
  const found = await problems("cut", { set });
  expect(found.map(({ path }) => path).toSorted()).toEqual(
    set.map(([path]) => `--set ${path}`).toSorted(),
  );
});

test("overrides that disagree are refused with a remedy", async () => {
  put(join(folder, "cut.yaml"), `${CUT}  hard:\n    set:\n      orders.cut.effect.compliance: 1\n`);
  const [problem] = await problems("cut", { override: ["mild", "hard"] });
  expect(problem?.reason).toContain("both set orders.cut.effect.compliance");
  expect((await problems("cut", { override: ["milt"] }))[0]?.remedy).toBe('did you mean "mild"?');
});

test("only what some layer gave can be taken away, by an override and once more by an option", async () => {
  const gone = [["orders.cut", "null"]] as const;
  expect((await load("cut", { set: gone })).orders).toEqual({});
  expect((await load("cut", { set: [...gone, ...gone] })).orders).toEqual({});
  expect(
    (await load("cut", { set: [["orders.cut.ends", "null"]] })).orders["cut"]?.ends,
  ).toBeNull();
  expect(await problems("cut", { set: [["orders.cat", "null"]] })).toEqual([
    {
      path: "--set orders.cat",
      reason: 'there is no order "cat" to take away',
      remedy: 'did you mean "cut"?',
    },
  ]);
  const own = put(join(mine, "own.yaml"), "base: cut\norders:\n  cat: null\n");
  const [problem] = await problems(own);
  expect(problem).toMatchObject({ path: `${own}:3`, remedy: 'did you mean "cut"?' });
});

test("files that rest on each other in a circle are refused", async () => {
  put(join(folder, "worlds/spring.yaml"), `base: cut\n${WORLD}`);
  const [problem] = await problems("cut");
  expect(problem?.reason).toContain("rests on this file in turn");
  expect(problem?.path).toBe(`${join(folder, "worlds/spring.yaml")}:1`);
});

test("a link that leads out of the folder is no base", async () => {
  const outside = put(join(top, "outside.yaml"), WORLD);
  symlinkSync(outside, join(folder, "link.yaml"));
  put(join(folder, "linked.yaml"), CUT.replace("worlds/spring", "link"));
  expect((await problems("linked"))[0]?.reason).toContain('there is no "link.yaml"');
});

test.each([
  ["no YAML", "a: [", "Flow sequence"],
  ["a key twice", "step: day\nstep: hour", "unique"],
  ["an alias of nothing", "a: *b", "alias"],
  ["two documents", "a: 1\n---\nb: 2", "multiple documents"],
  ["too deep", "[".repeat(40) + "]".repeat(40), "nested deeper"],
  ["far too deep", "[".repeat(100_000), ""],
  ["too large", `# ${"x".repeat(1_000_001)}`, "more than 1000000 bytes"],
  ["empty", "", "null is no scenario"],
  ["a list", "- 1", "a list is no scenario"],
])("a file with %s is refused", async (_, text, reason) => {
  put(join(folder, "broken.yaml"), text);
  const found = await problems("broken");
  const [problem] = found;
  expect(found.length).toBeLessThanOrEqual(20);
  expect(problem?.reason).toContain(reason);
  expect(problem?.path.startsWith(join(folder, "broken.yaml"))).toBe(true);
});

test("aliases that swell without end are refused", async () => {
  const rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let row = 1; row < 12; row += 1)
    rows.push(`a${row}: &a${row} [${`*a${row - 1}, `.repeat(10)}]`);
  put(join(folder, "swell.yaml"), rows.join("\n"));
  expect((await problems("swell"))[0]?.reason).toContain("alias");
});

test("a file that is not there, a folder, and a name that leads away are refused", async () => {
  for (const name of ["nowhere", "nowhere.yaml", "worlds", "../cut", "/etc/hosts", ""]) {
    expect(await problems(name), name).toHaveLength(1);
  }
});

test("whatever text a file holds, it is read or its problems are listed", async () => {
  const cut = fc.nat(CUT.length);
  const junk = fc.oneof(
    fc.string(),
    fc.constantFrom(": ", "- ", "\n", "null", "{", "&a ", "*a", "!!x "),
  );
  await fc.assert(
    fc.asyncProperty(cut, fc.nat(20), junk, async (at, length, text) => {
      put(join(folder, "fuzz.yaml"), CUT.slice(0, at) + text + CUT.slice(at + length));
      const outcome = await load("fuzz").then(
        () => "read",
        (error: unknown) => (error instanceof HashfallError ? error.problems : error),
      );
      expect(outcome === "read" || (Array.isArray(outcome) && outcome.length > 0)).toBe(true);
    }),
    { numRuns: 120 },
  );
});

const SHIPPED = join(ROOT, "scenarios");
const listed = await listScenarios(SHIPPED);

test("the shipped scenarios are listed with both languages", () => {
  expect(listed.length).toBeGreaterThan(10);
  for (const { name, title, summary, overrides } of listed) {
    for (const text of [title, summary, ...overrides.map(({ about }) => about)]) {
      expect(/[\u4e00-\u9fff]/u.test(text.zh), `${name}: ${text.en}`).toBe(true);
      expect(text.en, name).not.toBe(text.zh);
    }
  }
});

test.each(listed.map(({ name, overrides }) => ({ name, overrides })))(
  "the shipped scenario $name loads, with each of its overrides",
  async ({ name, overrides }) => {
    const source = { folder: SHIPPED, orders: record.orders };
    const choices = [[], ...overrides.map((override) => [override.name])];
    const loaded = await Promise.all(
      choices.map((override) => loadScenario(name, { ...source, override })),
    );
    expect(loaded.map((scenario) => scenario.name)).toEqual(choices.map(() => name));
  },
);

test.each(listed.map(({ path }) => ({ path: path.slice(SHIPPED.length + 1), file: path })))(
  "the schema that editors use takes $path",
  ({ file }) => {
    const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(scenarioSchema())));
    expect(schema.safeParse(parse(readFileSync(file, "utf8"))).error).toBeUndefined();
  },
);
