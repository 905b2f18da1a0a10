import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { writeBlockFiles } from "../fake-node/block-files.ts";
import { recordedNode } from "../fixtures/node.ts";
import { cleanUp, freshFolder } from "../ingest/sources.ts";
import { FEW, estimate, fingerprint, off } from "./energy-answers.ts";
import { answerOf, hashfall } from "./program.ts";

afterAll(cleanUp);

const number = z.number();
const bounds = z.object({
  lower: number.nullable(),
  best: number.nullable(),
  upper: number.nullable(),
});
const frame = z.object({
  model: z.string(),
  from: z.string(),
  to: z.string(),
  method: z.string().includes("docs/methods/"),
  record: fingerprint,
});
const ownAnswer = frame.extend({
  draws: number,
  seed: number,
  power_GW: estimate,
  energy_TWh_y: estimate,
  energy_lo90_TWh_y: number,
  energy_hi90_TWh_y: number,
  efficiency_J_TH: estimate,
  emissions_Mt_y: estimate.nullable(),
  marginal_emissions_Mt_y: estimate.nullable(),
  embodied_Mt_y: estimate.nullable(),
  intensity_g_kWh: estimate.nullable(),
  renewable_pct: estimate.nullable(),
  places: z.array(
    z.object({
      place: z.string(),
      share_pct: estimate,
      power_GW: estimate,
      emissions_Mt_y: estimate,
      intensity_g_kWh: estimate,
      renewable_pct: estimate,
    }),
  ),
  sensitivity: z.object({
    deviation_TWh: number,
    causes: z.array(z.object({ input: z.string(), variance_pct: number })),
    rest_pct: number,
  }),
});
const otherAnswer = frame.extend({
  price_USD_kWh: number,
  power_GW: bounds,
  energy_TWh_y: bounds,
  emissions_Mt_y: bounds.nullable(),
});

function own(...args: readonly string[]): z.infer<typeof ownAnswer> {
  return ownAnswer.strict().parse(answerOf("energy", ...args));
}

function other(model: string, ...args: readonly string[]): z.infer<typeof otherAnswer> {
  return otherAnswer.strict().parse(answerOf("energy", "--model", model, ...args));
}

describe("energy with models of others", () => {
  // Cambridge's daily figures of version 1.2, GW; `data/published-power.csv` has their addresses.
  // 13 May and 3 July are retarget days: by header time they would be 0.1 and 0.2 % off.
  test.each([
    { day: "2021-05-13", lower: 5.396787, upper: 56.015703 },
    { day: "2021-06-20", lower: 3.59521, upper: 24.092625 },
    { day: "2021-07-03", lower: 2.568193, upper: 17.219276 },
  ])("Cambridge's bounds of $day come out as published", ({ day, lower, upper }) => {
    const { power_GW: power, to } = other("cambridge-1.2", "--at", day);
    expect(Math.abs(off(power.lower, lower))).toBeLessThan(1e-5);
    expect(Math.abs(off(power.upper, upper))).toBeLessThan(1e-4);
    expect(to > day).toBe(true);
  });

  // docs/methods/cambridge.md says what explains the rest.
  test.each([
    { model: "cambridge-1.2", published: 9.504061, difference: 0.029 },
    { model: "cambridge-1.4", published: 8.327311, difference: 0.066 },
  ])("the best guess of $model differs by what its page says", (row) => {
    const { power_GW: power } = other(row.model, "--at", "2021-06-20");
    expect(off(power.best, row.published)).toBeCloseTo(row.difference, 3);
  });

  test("a year's bounds are its energy: 37.9 to 338 TWh for 2021", () => {
    const { energy_TWh_y: energy, power_GW: power } = other("cambridge-1.2", "--year", "2021");
    expect(Math.abs(off(energy.lower, 37.9))).toBeLessThan(0.002);
    expect(Math.abs(off(energy.upper, 338))).toBeLessThan(0.002);
    expect(off(energy.upper, ((power.upper ?? NaN) * 8_760) / 1e3)).toBeCloseTo(0, 12);
  });

  test("its emissions lie between all hydro and all coal, 21 and 1,001 g/kWh", () => {
    const { energy_TWh_y: energy, emissions_Mt_y: emissions } = other(
      "cambridge-1.2",
      "--at",
      "2021-06-20",
    );
    expect(off(emissions?.lower, ((energy.best ?? NaN) * 21) / 1e3)).toBeCloseTo(0, 9);
    expect(off(emissions?.upper, ((energy.best ?? NaN) * 1_001) / 1e3)).toBeCloseTo(0, 9);
    expect(emissions?.best).toBeGreaterThan(emissions?.lower ?? NaN);
    expect(emissions?.best).toBeLessThan(emissions?.upper ?? NaN);
  });

  test("what a model does not tell is null: a best guess of 1.1.1, all but revenue of de Vries", () => {
    const subscribed = other("cambridge-1.1.1", "--at", "2020-05-10");
    expect(subscribed.power_GW.best).toBeNull();
    expect(subscribed.power_GW.upper).toBeGreaterThan(subscribed.power_GW.lower ?? NaN);
    const revenue = other("de-vries", "--at", "2021-06-20", "--price", "0.05");
    expect(revenue.power_GW.lower).toBeNull();
    expect(revenue.emissions_Mt_y).toBeNull();
    // Three fifths of what miners earn, by his guess.
    expect(off(revenue.power_GW.best, 0.6 * (revenue.power_GW.upper ?? NaN))).toBeCloseTo(0, 9);
    const dear = other("de-vries", "--at", "2021-06-20", "--price", "0.1");
    expect(off(dear.power_GW.upper, (revenue.power_GW.upper ?? NaN) / 2)).toBeCloseTo(0, 9);
  });

  test("as of an instant the last day is one that the model has a figure of", () => {
    const asOf = ["--as-of", "2021-06-20"];
    expect(other("cambridge-1.2", ...asOf).to).toBe("2021-06-19");
    expect(other("de-vries", ...asOf).to).toBe("2021-06-20");
    expect(own(...asOf, ...FEW).to).toBe("2021-06-20");
  });
});

describe("energy with our own model", () => {
  test("answers with probabilities, places, carbon and what makes the width", () => {
    const answer = own("--at", "2021-06-20", ...FEW);
    expect(answer).toMatchObject({
      model: "hashfall",
      from: "2021-06-14",
      to: "2021-06-21",
      draws: 50,
      seed: 1,
    });
    const { value, lo95, hi95 } = answer.power_GW;
    expect(lo95).toBeLessThan(value);
    expect(value).toBeLessThan(hi95);
    // At the same rate for a year of 365.25 days.
    expect(off(answer.energy_TWh_y.value, value * 8.766)).toBeCloseTo(0, 9);
    expect(answer.places.map(({ place }) => place)).toContain("CN/Sichuan");
    const { causes, rest_pct: rest } = answer.sensitivity;
    const whole = causes.reduce((sum, { variance_pct: share }) => sum + share, rest);
    expect(whole).toBeCloseTo(100, 6);
  });

  test("the 90 % interval for 2022 holds both of Cambridge's figures, 95.5 and 105.3 TWh", () => {
    const { energy_lo90_TWh_y: low, energy_hi90_TWh_y: high } = own("--year", "2022");
    expect(low).toBeLessThan(95.5);
    expect(high).toBeGreaterThan(105.3);
  });

  test("the interval for 2021 is a tenth as wide as Cambridge's bounds, 37.9 to 338 TWh", () => {
    const { energy_lo90_TWh_y: low, energy_hi90_TWh_y: high } = own("--year", "2021");
    expect(high - low).toBeLessThan((338 - 37.9) / 10);
  });

  test("equal seeds print equal bytes, other seeds do not", () => {
    const at = ["energy", "--at", "2021-06-20", ...FEW, "--json"];
    const { stdout } = hashfall(...at);
    expect(hashfall(...at).stdout).toBe(stdout);
    expect(hashfall(...at, "--seed", "1").stdout).toBe(stdout);
    const { power_GW: power } = ownAnswer.parse(JSON.parse(stdout));
    expect(own("--at", "2021-06-20", ...FEW, "--seed", "2").power_GW).not.toEqual(power);
  });

  test("before any share of the hashrate was public there are no places and no carbon", () => {
    const answer = own("--as-of", "2020-03-01", ...FEW);
    expect(answer.places).toEqual([]);
    expect(answer.emissions_Mt_y).toBeNull();
    expect(answer.power_GW.value).toBeGreaterThan(0);
    const { stdout } = hashfall("energy", "--as-of", "2020-03-01", ...FEW);
    expect(stdout).toContain("not public then");
    expect(stdout).not.toMatch(/NaN|undefined|null/u);
  });
});

describe("a person", () => {
  const asked = [
    { args: ["--at", "2021-06-20"], en: "2021-06-14 – 2021-06-20", zh: "四川" },
    { args: ["--year", "2021"], en: "energy of the year", zh: "全年用电" },
    { args: ["--model", "cambridge-1.2", "--year", "2021"], en: "338.1", zh: "并非概率" },
    { args: ["compare"], en: "cambridge-survey-2025", zh: "重算" },
    { args: ["load"], en: "Sichuan, 2021-06-20 – 2021-09-30", zh: "占最高负荷" },
    { args: ["load", "--place", "CN/Inner Mongolia"], en: "0.305 kg", zh: "能耗双控" },
    { args: ["bbce"], en: "market access", zh: "市场准入" },
  ];

  test.each(asked)("reads energy $args in either language", ({ args, en, zh }) => {
    for (const [language, words] of [
      ["en", en],
      ["zh", zh],
    ] as const) {
      const few = args.includes("--model") ? [] : FEW;
      const { stdout, status } = hashfall("energy", ...args, ...few, "--lang", language);
      expect(status).toBe(0);
      expect(stdout).toContain(words);
      expect(stdout).not.toMatch(/NaN|undefined|Infinity|\{/u);
      const lines = stdout.split("\n").filter((line) => !line.includes("http"));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });
});

test("power is not estimated for other networks", () => {
  const folder = freshFolder();
  const { blocks, xorKey } = recordedNode();
  const files = writeBlockFiles(freshFolder(), blocks.values(), { key: xorKey });
  answerOf("sync", "--from", `blk:${files.folder}`, "--data", folder);
  for (const args of [
    ["energy"],
    ["energy", "--model", "cambridge-1.4"],
    ["energy", "compare"],
    ["energy", "load"],
    ["energy", "bbce"],
    ["spill"],
  ]) {
    const { status, stdout, stderr } = hashfall(...args, "--data", folder);
    expect(stderr, args.join(" ")).toContain("for mainnet, not for regtest");
    expect(status).toBe(2);
    expect(stdout).toBe("");
  }
});
