import { expect, test } from "vitest";
import { z } from "zod";
import { estimate, fingerprint, rounded } from "./energy-answers.ts";
import { answerOf, hashfall } from "./program.ts";

const number = z.number();
const waters = z.object({
  surplus_GWh: estimate,
  absorbed_GWh: estimate,
  spilled_GWh: estimate,
  spilled_without_mining_GWh: estimate,
  spilled_again_GWh: estimate,
  spilled_closed_GWh: estimate,
});
const report = z
  .object({
    place: z.string(),
    from: z.string(),
    to: z.string(),
    closing: z.string(),
    closing_is: z.enum(["recorded", "assumed"]),
    basis: z.enum(["measured", "at-most", "predicted"]),
    published_TWh: z
      .array(z.object({ value: number, published: z.string(), source: z.url() }))
      .min(1),
    months: z.array(waters.extend({ month: z.string() })),
    total: waters,
    mining_GWh: estimate,
    surplus_pct: estimate,
    contracted_pct: estimate,
    other_pct: estimate,
    worth: z.object({ value_MUSD: estimate, displaced_Mt: estimate }).nullable(),
    draws: number,
    seed: number,
    method: z.string().includes("docs/methods/water.md"),
    record: fingerprint,
  })
  .strict();

const FEW = ["--draws", "100"];

function spill(...args: readonly string[]): z.infer<typeof report> {
  return report.parse(answerOf("spill", ...FEW, ...args));
}

test("spill answers by month with what the year's water was known from", () => {
  const answer = spill();
  expect(answer).toMatchObject({
    place: "CN/Sichuan",
    from: "2021-06-20",
    to: "2021-12-01",
    closing: "2021-06-20",
    closing_is: "recorded",
    basis: "measured",
    draws: 100,
    seed: 1,
  });
  expect(answer.months.map(({ month }) => month)).toEqual([
    "2021-06-20",
    "2021-07-01",
    "2021-08-01",
    "2021-09-01",
    "2021-10-01",
    "2021-11-01",
  ]);
  expect(answer.published_TWh.map(({ value }) => value)).toEqual([10.17]);
  expect(answer.total.spilled_again_GWh.lo95).toBeGreaterThan(0);
});

// Tenths of TWh that the program gave when they were written into docs/methods/water.md.
test("closing Sichuan's mines spilled 4.0 TWh again, 1.1 to 8.1", () => {
  const { total, worth, surplus_pct: surplus } = report.parse(answerOf("spill"));
  expect(rounded(total.surplus_GWh, 100)).toEqual([145, 107, 234]);
  expect(rounded(total.absorbed_GWh, 100)).toEqual([51, 16, 96]);
  expect(rounded(total.spilled_GWh, 100)).toEqual([94, 42, 181]);
  expect(rounded(total.spilled_again_GWh, 100)).toEqual([40, 11, 81]);
  expect(rounded(total.spilled_closed_GWh, 100)).toEqual([133, 98, 221]);
  expect(Math.round(worth?.value_MUSD.value ?? NaN)).toBe(77);
  expect(Math.round(surplus.value)).toBe(46);
});

test("as of 2 June 2021 the year is told from those before, with no later figure", () => {
  const { basis, closing_is: closing, published_TWh: facts } = spill("--as-of", "2021-06-02");
  expect(closing).toBe("assumed");
  expect(basis).toBe("predicted");
  for (const { published } of facts) expect(published <= "2021-06-02").toBe(true);
});

test("mines that close earlier spill more again; those that close after it nothing", () => {
  const early = spill("--closing", "2021-06-20").total.spilled_again_GWh.value;
  const late = spill("--closing", "2021-09-01").total.spilled_again_GWh.value;
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThan(early);
  expect(spill("--closing", "2021-12-01").total.spilled_again_GWh.hi95).toBe(0);
});

test("equal seeds print equal bytes, other seeds do not", () => {
  const { stdout } = hashfall("spill", ...FEW, "--json");
  expect(hashfall("spill", ...FEW, "--json").stdout).toBe(stdout);
  expect(spill("--seed", "2").total).not.toEqual(report.parse(JSON.parse(stdout)).total);
});

test.each([
  { language: "en", words: ["Sichuan, 2021-06-20 – 2021-11-30", "spilled again", "10.17 TWh"] },
  { language: "zh", words: ["四川，2021-06-20 – 2021-11-30", "重新弃水", "当年弃水量已公布"] },
])("a person reads water by month in $language", ({ language, words }) => {
  const { stdout, status } = hashfall("spill", ...FEW, "--lang", language);
  expect(status).toBe(0);
  for (const word of words) expect(stdout).toContain(word);
  expect(stdout).not.toMatch(/NaN|undefined|Infinity/u);
  const lines = stdout.split("\n").filter((line) => !line.includes("http"));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});
