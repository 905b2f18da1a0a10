import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../shipped.ts";
import { FEW, estimate, fingerprint, off, rounded } from "./energy-answers.ts";
import { answerOf, hashfall } from "./program.ts";

const number = z.number();

describe("energy compare", () => {
  const row = z.object({
    estimate: z.string(),
    bound: z.enum(["lower", "best", "upper"]),
    from: z.string(),
    to: z.string(),
    unit: z.enum(["TWh", "GW"]),
    published: number,
    remade: number.nullable(),
    remade_difference_pct: number.nullable(),
    hashfall: estimate.nullable(),
    hashfall_lo90: number.nullable(),
    hashfall_hi90: number.nullable(),
    published_on: z.iso.date(),
    source: z.url(),
  });
  const answer = z.object({
    compared: z.array(row.strict()),
    draws: number,
    seed: number,
    method: z.string(),
    record: fingerprint,
  });

  test("sets each published figure beside the same model remade and our own", () => {
    const { compared } = answer.strict().parse(answerOf("energy", "compare", ...FEW));
    expect(compared.length).toBeGreaterThanOrEqual(23);
    for (const { estimate: name, remade, remade_difference_pct: difference } of compared) {
      expect(remade === null, name).toBe(!name.startsWith("cambridge-1."));
      expect(Math.abs(difference ?? 0), name).toBeLessThan(13);
    }
    for (const { remade_difference_pct: difference } of compared.filter(
      ({ bound }) => bound !== "best",
    )) {
      expect(Math.abs(difference ?? NaN)).toBeLessThan(0.05);
    }
    const survey = compared.find(({ estimate: name }) => name === "cambridge-survey-2025");
    expect(survey?.hashfall).not.toBeNull();
  });

  test("each row is one of data/published-power.csv, in its order, with what it is set beside", () => {
    const [, ...lines] = readFileSync(`${ROOT}data/published-power.csv`, "utf8").trim().split("\n");
    const { compared } = answer.parse(answerOf("energy", "compare", ...FEW));
    expect(compared.length).toBe(lines.length);
    for (const [at, one] of compared.entries()) {
      const [name, bound, from, to, value, unit] = lines[at]?.split(",") ?? [];
      const what = `${name} ${bound} ${from}`;
      expect([one.estimate, one.bound, one.from, one.to, one.unit], what).toEqual([
        name,
        bound,
        from,
        to,
        unit,
      ]);
      expect(one.published, what).toBe(Number(value));
      const difference = one.remade === null ? 0 : 100 * (one.remade / one.published - 1);
      expect(one.remade_difference_pct ?? 0, what).toBeCloseTo(difference, 9);
      const { value: median, lo95, hi95 } = one.hashfall ?? { value: NaN, lo95: NaN, hi95: NaN };
      const ends = [lo95, one.hashfall_lo90, median, one.hashfall_hi90, hi95];
      expect(ends, what).toEqual(ends.toSorted((a, b) => (a ?? NaN) - (b ?? NaN)));
      expect(lo95, what).toBeGreaterThan(0);
    }
  });

  test("as of an instant it knows no figure of a later day", () => {
    const asOf = ["--as-of", "2021-06-20", ...FEW];
    const { compared } = answer.parse(answerOf("energy", "compare", ...asOf));
    expect(compared.length).toBeGreaterThan(0);
    for (const { published_on: day } of compared) expect(day <= "2021-06-20").toBe(true);
    expect(compared.map(({ estimate: name }) => name)).not.toContain("cambridge-1.4");
  });
});

describe("energy load", () => {
  const target = z.object({
    convention: z.enum(["coal", "calorific"]),
    binding: z.enum(["total", "intensity"]),
    mining_Mtce: estimate,
    ofEnergy_pct: estimate,
    ofIncrease_pct: estimate,
    ofIntensityTarget_pct: estimate,
    othersMayGrowWith_pct: estimate,
    othersMayGrowWithout_pct: estimate,
  });
  const answer = z.object({
    place: z.string(),
    from: z.string(),
    to: z.string(),
    mining_GW: estimate,
    closed: z.string().nullable(),
    load: z.array(
      z
        .object({
          of: z.string(),
          value: number,
          unit: z.enum(["TWh", "GW"]),
          mining_GW: estimate,
          from: z.string(),
          to: z.string(),
          share_pct: estimate,
          source: z.url(),
        })
        .strict(),
    ),
    targets: z.array(target),
    supply: z.object({
      verdict: z.enum(["short", "surplus", "both", "cannot-tell"]),
      chance_left_over: number.nullable(),
      cuts: z.array(z.object({ from: z.string(), to: z.string(), source: z.url() })),
    }),
    draws: number,
    seed: number,
    method: z.string(),
    record: fingerprint,
  });
  const load = (...args: readonly string[]): z.infer<typeof answer> =>
    answer.strict().parse(answerOf("energy", "load", ...FEW, ...args));

  test("sets Sichuan's mines against its load, and finds energy left over after the cut", () => {
    const { load: shares, closed, targets, supply } = load();
    expect(shares.map(({ of, unit }) => [of, unit])).toEqual([
      ["consumption", "TWh"],
      ["peak_load", "GW"],
    ]);
    for (const { value, unit, mining_GW: mining, share_pct: share } of shares) {
      const whole_GW = unit === "GW" ? value : (value * 1e3) / 8_760;
      expect(off(share.value, (100 * mining.value) / whole_GW)).toBeCloseTo(0, 6);
    }
    expect(targets).toEqual([]);
    expect(closed).toBe("2021-06-20");
    expect(supply.verdict).toBe("surplus");
  });

  test("in mid-May 2021 users of Sichuan were cut, and nothing was surely left over", () => {
    const { supply } = load("--from", "2021-05-16", "--to", "2021-05-26");
    expect(supply.verdict).toBe("short");
    expect(supply.cuts.map(({ from }) => from)).toEqual(["2021-05-16"]);
  });

  test("a place of which nothing is on record is told so", () => {
    const { stdout } = hashfall("energy", "load", ...FEW, "--place", "US");
    expect(stdout).toContain("No figure of its load");
    expect(stdout).not.toContain("Supply:");
  });

  test("tells Inner Mongolia's targets in both ways of counting a kilowatt-hour", () => {
    const { targets } = load("--place", "CN/Inner Mongolia", "--from", "2021-05-01");
    const [coal, calorific] = targets;
    expect([coal?.convention, calorific?.convention]).toEqual(["coal", "calorific"]);
    // 0.305 over 0.1229 kg of coal for a kilowatt-hour.
    expect(
      off(coal?.mining_Mtce.value, (calorific?.mining_Mtce.value ?? NaN) * 2.4817),
    ).toBeCloseTo(0, 4);
    expect(coal?.binding).toBe("total");
  });

  // What the program gave when these figures were written into docs/methods/targets.md.
  test("Inner Mongolia's mines were a third of the growth allowed, Sichuan's 5 % of its peak", () => {
    const inner = answerOf(
      "energy",
      "load",
      "--place",
      "CN/Inner Mongolia",
      "--from",
      "2021-05-01",
    );
    const [coal, calorific] = answer.parse(inner).targets;
    expect(coal?.ofEnergy_pct.value).toBeCloseTo(0.69, 2);
    expect([coal, calorific].map((way) => way && rounded(way.ofIncrease_pct))).toEqual([
      [36, 17, 73],
      [15, 7, 30],
    ]);
    expect([coal, calorific].map((way) => way && rounded(way.ofIntensityTarget_pct))).toEqual([
      [15, 7, 31],
      [6, 3, 13],
    ]);
    const [consumption, peak] = answer.parse(answerOf("energy", "load")).load;
    expect(peak?.share_pct.value).toBeCloseTo(5.5, 1);
    expect(consumption?.share_pct.value).toBeCloseTo(5.3, 1);
  });
});

describe("energy bbce", () => {
  test("answers with the paper's anchors, 296.59 TWh and 130.50 Mt in 2024, within 0.1 %", () => {
    const peak = z.object({ year: number, energy_TWh: number, emissions_Mt: number });
    const { scenarios, label } = z
      .object({
        label: z.string(),
        scenarios: z.array(z.object({ scenario: z.string(), peak, exit: z.string().nullable() })),
        parameters: z.array(z.object({ status: z.string(), source: z.string().min(3) })).min(10),
        against_world: z.object({ energy: number, costOverRevenue: number }),
        record: fingerprint,
      })
      .parse(answerOf("energy", "bbce", ...FEW));
    expect(label).toContain("reconstruction");
    expect(scenarios.map(({ scenario }) => scenario)).toEqual(["BM", "MA", "SR", "CT"]);
    const benchmark = scenarios[0]?.peak;
    expect(benchmark?.year).toBe(2024);
    expect(Math.abs(off(benchmark?.energy_TWh, 296.59))).toBeLessThan(0.001);
    expect(Math.abs(off(benchmark?.emissions_Mt, 130.5))).toBeLessThan(0.001);
  });

  test("before 2024 was over nothing is said of what it was", () => {
    const { stdout } = hashfall("energy", "bbce", ...FEW, "--as-of", "2021-06-20");
    expect(stdout).toContain("296.59 TWh");
    expect(stdout).not.toContain("2024 as it was");
  });
});
