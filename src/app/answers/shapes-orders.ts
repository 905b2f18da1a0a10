import { z } from "zod";
import { columnsShape, dropShape, ordersShape, poolsShape } from "./shapes.ts";

const text = z.string();
const count = z.number().int();
const spanShape = z.strictObject({ from: text, to: text });
const byDateShape = z.strictObject({
  moments: count,
  told: count,
  lowest_pct: z.number(),
  highest_pct: z.number(),
});

const poolColumns = z.strictObject({
  pool: text,
  name: text,
  blocks: z.array(count),
  share_pct: columnsShape,
  hashrate_EH_s: columnsShape,
});

export const poolSeriesShape: z.ZodObject = z.strictObject({
  window_s: z.number(),
  step_s: z.number(),
  at_s: z.array(count),
  blocks: z.array(count),
  pools: z.array(poolColumns),
  method: text,
});

export const orderEffectShape: z.ZodObject = ordersShape.extend({
  measured_at: text.nullable(),
  measured_by: z.enum(["effective", "known"]).nullable(),
  dated: spanShape.nullable(),
  in_record: z.enum(["before", "inside", "after"]).nullable(),
  record: spanShape,
  is_outcome: z.boolean(),
  effects: z.array(
    z.strictObject({
      window_s: z.number(),
      change: dropShape.nullable(),
      p_holm: z.number().nullable(),
      verdict: text.nullable(),
      by_date: byDateShape.nullable(),
      reason: text.nullable(),
    }),
  ),
  pools: poolsShape.omit({ concentration: true }).nullable(),
  in_force: z.array(z.looseObject({ id: text })),
  near: z.array(z.looseObject({ id: text })),
  retargets: z.array(
    z.strictObject({
      height: count,
      at: text,
      difficulty: z.number(),
      change_pct: z.number().nullable(),
    }),
  ),
  method: text,
});
