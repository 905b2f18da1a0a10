import { z } from "zod";

/** JSON knows no infinity: the unbounded end of an interval is null. */
const number: z.ZodNullable<z.ZodNumber> = z.number().nullable();
const text: z.ZodString = z.string();
const count: z.ZodNumber = z.number().int();

/** An estimate as JSON. */
export const estimateShape: z.ZodObject = z
  .strictObject({
    value: number,
    lo50: number,
    hi50: number,
    lo80: number,
    hi80: number,
    lo95: number,
    hi95: number,
  })
  .meta({ description: "a value with its equal-tailed 50, 80 and 95 % intervals" });
const estimate = estimateShape;

const timeEstimate = z.strictObject({
  value: text,
  lo50: text,
  hi50: text,
  lo80: text,
  hi80: text,
  lo95: text,
  hi95: text,
});

/** Where an answer comes from. */
export const provenanceShape: z.ZodType = z.strictObject({
  version: text,
  record: text,
  network: text,
  first_height: count,
  tip_height: count,
  known_until: text,
  as_of: text.nullable(),
  method: text,
});

export const hashrateShape: z.ZodObject = z.strictObject({
  at: text,
  window_s: z.number(),
  blocks: count,
  negative_intervals: count,
  crosses_retarget: z.boolean(),
  hashrate_EH_s: estimate,
  method: text,
});

const numbers = z.array(number);

/** An estimate over time, column by column. */
export const columnsShape: z.ZodObject = z.strictObject({
  value: numbers,
  lo50: numbers,
  hi50: numbers,
  lo95: numbers,
  hi95: numbers,
});

export const hashrateSeriesShape: z.ZodObject = z.strictObject({
  window_s: z.number(),
  step_s: z.number(),
  at_s: z.array(count),
  blocks: z.array(count),
  hashrate_EH_s: columnsShape,
  method: text,
});

const side = z.strictObject({ from: text, to: text, blocks: count, hashrate_EH_s: number });
const verdict = z.enum(["drop", "rise", "not distinguishable from chance"]);

export const dropShape: z.ZodObject = z.strictObject({
  pool: text.nullable(),
  before: side,
  after: side,
  change_pct: estimate,
  p_value: z.number(),
  verdict,
  hours_until_decidable: number,
  decidable: z.array(z.strictObject({ size_pct: z.number(), hours: number })),
  method: text,
});

export const poolsShape: z.ZodObject = z.strictObject({
  from: text,
  to: text,
  total: count,
  total_before: count,
  pools: z.array(
    z.strictObject({
      pool: text,
      name: text,
      blocks: count,
      blocks_before: count,
      share_pct: estimate,
      hashrate_EH_s: estimate,
      change_pct: estimate,
      p_value: z.number(),
      p_holm: z.number(),
      verdict,
      hours_until_decidable: number,
    }),
  ),
  method: text,
  concentration: z.strictObject({
    nakamoto: estimate,
    hhi: estimate,
    top1_pct: estimate,
    top3_pct: estimate,
    top5_pct: estimate,
  }),
});

export const difficultyShape: z.ZodObject = z.strictObject({
  at: text,
  height: count,
  epoch: count,
  bits: text,
  difficulty: z.number(),
  blocks_into_epoch: count,
  epoch_start: text,
  forecast: z.strictObject({ change_pct: estimate, at: timeEstimate }).nullable(),
  method: text,
});

export const historyShape: z.ZodObject = z.strictObject({
  retargets: z.array(
    z.strictObject({
      height: count,
      at: text.nullable(),
      bits: text,
      difficulty: z.number(),
      change_pct: number,
    }),
  ),
});

const bilingual = z.strictObject({ en: text, zh: text });

const orderWords = z.strictObject({
  actors: z.array(text),
  measures: z.array(text),
  quantified: text.nullable(),
});

const order = z.strictObject({
  id: text,
  kind: text,
  country: text,
  region: text.nullable(),
  place: text,
  title: bilingual,
  summary: bilingual,
  known_at: text.nullable(),
  effective_at: text.nullable(),
  ends_at: text.nullable(),
  precision: text,
  time_note: text.nullable(),
  ...orderWords.shape,
  zh: orderWords.optional(),
  confidence: z.enum(["A", "B", "C"]),
  sources: z.array(z.strictObject({ list: text, id: text, url: text, date: text.nullable() })),
  disagreements: z.array(
    z.strictObject({
      field: text,
      values: z.array(z.strictObject({ value: text, zh: text.optional(), source: text })),
    }),
  ),
});

export const ordersShape: z.ZodObject = z.strictObject({ orders: z.array(order) });

export const alarmsShape: z.ZodObject = z.strictObject({
  alarms: z.array(
    z.strictObject({
      raised_at: text,
      onset: text,
      change_pct: estimate,
      blocks: count,
      delay_h: z.number(),
      orders: z.array(order),
    }),
  ),
  false_alarms_per_year: z.number(),
  method: text,
});

const energyFrame = { model: text, from: text, to: text, method: text, record: text };
const bounds = z.strictObject({ lower: number, best: number, upper: number });

const ownEnergy = z.strictObject({
  ...energyFrame,
  draws: count,
  seed: count,
  power_GW: estimate,
  energy_TWh_y: estimate,
  energy_lo90_TWh_y: z.number(),
  energy_hi90_TWh_y: z.number(),
  efficiency_J_TH: estimate,
  emissions_Mt_y: estimate.nullable(),
  marginal_emissions_Mt_y: estimate.nullable(),
  embodied_Mt_y: estimate.nullable(),
  intensity_g_kWh: estimate.nullable(),
  renewable_pct: estimate.nullable(),
  places: z.array(
    z.strictObject({
      place: text,
      share_pct: estimate,
      power_GW: estimate,
      emissions_Mt_y: estimate,
      intensity_g_kWh: estimate,
      renewable_pct: estimate,
    }),
  ),
  sensitivity: z.strictObject({
    deviation_TWh: z.number(),
    causes: z.array(z.strictObject({ input: text, variance_pct: z.number() })),
    rest_pct: z.number(),
  }),
});

const otherEnergy = z.strictObject({
  ...energyFrame,
  price_USD_kWh: z.number(),
  power_GW: bounds,
  energy_TWh_y: bounds,
  emissions_Mt_y: bounds.nullable(),
});

/** Of our own model, which gives probabilities, and of others, which give bounds. */
export const energyShapes: readonly [z.ZodObject, z.ZodObject] = [ownEnergy, otherEnergy];

const water = {
  surplus_GWh: estimate,
  absorbed_GWh: estimate,
  spilled_GWh: estimate,
  spilled_without_mining_GWh: estimate,
  spilled_again_GWh: estimate,
  spilled_closed_GWh: estimate,
};

export const spillShape: z.ZodObject = z.strictObject({
  place: text,
  from: text,
  to: text,
  closing: text,
  closing_is: z.enum(["recorded", "assumed"]),
  basis: z.enum(["measured", "at-most", "predicted"]),
  published_TWh: z.array(
    z.strictObject({ value: z.number(), from: text, to: text, published: text, source: text }),
  ),
  months: z.array(z.strictObject({ month: text, ...water })),
  total: z.strictObject(water),
  mining_GWh: estimate,
  surplus_pct: estimate,
  contracted_pct: estimate,
  other_pct: estimate,
  worth: z.strictObject({ value_MUSD: estimate, displaced_Mt: estimate }).nullable(),
  draws: count,
  seed: count,
  method: text,
  record: text,
});
