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

test("an order before the first block has no measured effect and a reason", async () => {
  const answer = await answerTo("/api/orders/{id}", { id: "cn-sichuan-aba-2019-08-20-mudslides" });
  expect(() => orderEffectShape.parse(answer)).not.toThrow();
  expect(answer).toMatchObject({ effects: [{ change: null }, { change: null }], pools: null });
});
