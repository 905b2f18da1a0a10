import { expect, test } from "vitest";
import { z } from "zod";
import { AnswerDesk } from "../../../src/app/answers/answer-desk.ts";
import { orderEffectShape, poolSeriesShape } from "../../../src/app/answers/shapes-orders.ts";
import { ROOT } from "../../shipped.ts";

const desk = new AnswerDesk({ places: { record: `${ROOT}data` } });

async function answerTo(path: string, raw: Readonly<Record<string, string>>): Promise<unknown> {
  const outcome = await desk.answer({ path, raw, format: "json" });
  if (outcome.kind !== "made") throw new Error(JSON.stringify(outcome));
  const { provenance: _source, ...answer } = z.looseObject({}).parse(JSON.parse(outcome.body));
  return answer;
}

const counts = z.array(z.number());
const series = z.looseObject({
  blocks: counts,
  pools: z.array(z.looseObject({ blocks: counts })),
});

test("the listed pools, the others and the unknown are all blocks of a window", async () => {
  const answer = await answerTo("/api/pools/series", { from: "2021-05-01", to: "2021-09-01" });
  expect(() => poolSeriesShape.parse(answer)).not.toThrow();
  const { blocks, pools } = series.parse(answer);
  expect(blocks.length).toBeGreaterThan(4);
  expect(blocks.map((_, index) => pools.reduce((n, p) => n + (p.blocks[index] ?? 0), 0))).toEqual(
    blocks,
  );
});

/** Parts of the answer about one order that these facts are about. */
const effectAnswer = z.looseObject({
  dated: z.looseObject({ from: z.string(), to: z.string() }),
  effects: z.array(
    z.looseObject({
      change: z.looseObject({
        p_value: z.number(),
        change_pct: z.looseObject({ value: z.number() }),
      }),
      p_holm: z.number(),
      verdict: z.string(),
      by_date: z
        .looseObject({
          moments: z.number(),
          told: z.number(),
          lowest_pct: z.number(),
          highest_pct: z.number(),
        })
        .nullable(),
    }),
  ),
});

test("an order before the first block is said to be so and has no measured effect", async () => {
  const answer = await answerTo("/api/orders/{id}", { id: "cn-sichuan-aba-2019-08-20-mudslides" });
  expect(() => orderEffectShape.parse(answer)).not.toThrow();
  expect(answer).toMatchObject({
    in_record: "before",
    record: { from: expect.stringMatching(/^2019-12-31/u) },
    effects: [{ change: null }, { change: null }],
    pools: null,
  });
});

test("two windows around one order are two tests, and their p-values are corrected for it", async () => {
  const answer = await answerTo("/api/orders/{id}", { id: "cn-sichuan-2021-06-20-power-cut" });
  expect(() => orderEffectShape.parse(answer)).not.toThrow();
  const { effects } = effectAnswer.parse(answer);
  const smallest = Math.min(...effects.map(({ change }) => change.p_value));
  expect(Math.min(...effects.map(({ p_holm }) => p_holm))).toBeCloseTo(2 * smallest, 12);
  expect(effects.map(({ by_date }) => by_date)).toEqual([null, null]);
});

test("an order of which only the month is known is measured from each of its days", async () => {
  const id = "cn-inner-mongolia-2020-08-power-market-exclusion";
  const answer = await answerTo("/api/orders/{id}", { id });
  const { effects, dated } = effectAnswer.parse(answer);
  expect([dated.from.slice(0, 10), dated.to.slice(0, 10)]).toEqual(["2020-08-01", "2020-09-01"]);
  for (const { change, by_date } of effects) {
    expect(by_date).toMatchObject({ moments: 31 });
    expect(change.change_pct.value).toBeGreaterThanOrEqual(by_date?.lowest_pct ?? NaN);
    expect(change.change_pct.value).toBeLessThanOrEqual(by_date?.highest_pct ?? NaN);
  }
});

test("what the network did is no order, and is not tested against itself", async () => {
  const answer = await answerTo("/api/orders/{id}", { id: "world-2021-06-27-hashrate-trough" });
  expect(answer).toMatchObject({ is_outcome: true, effects: [], pools: null });
});

test("the share of a pool that nobody knows is refused with the pools that there are", async () => {
  const outcome = await desk.answer({
    path: "/api/pools/series",
    raw: { pool: "antpol" },
    format: "json",
  });
  expect(JSON.stringify(outcome)).toMatch(/input\.invalid.*choose among: .*antpool/u);
});
