import { z } from "zod";
import { columnsShape, estimateShape } from "./shapes.ts";

const number = z.number().nullable();
const text = z.string();
const bounds = z.strictObject({ lower: number, best: number, upper: number });
const boundsColumns = z.strictObject({
  lower: z.array(number),
  best: z.array(number),
  upper: z.array(number),
});
const head = { draws: z.number(), seed: z.number(), method: text };

export const energySeriesShape: z.ZodObject = z.strictObject({
  step_s: z.number(),
  at_s: z.array(z.number()),
  power_GW: columnsShape,
  efficiency_J_TH: columnsShape,
  cambridge_GW: boundsColumns,
  published: z.array(
    z.strictObject({
      estimate: text,
      bound: text,
      from: text,
      to: text,
      power_GW: z.number(),
      source: text,
    }),
  ),
  ...head,
});

export const energyYearsShape: z.ZodObject = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.number(),
      energy_TWh: estimateShape,
      energy_lo90_TWh: z.number(),
      energy_hi90_TWh: z.number(),
      cambridge_TWh: bounds.nullable(),
      emissions_Mt: estimateShape.nullable(),
      intensity_g_kWh: estimateShape.nullable(),
      renewable_pct: estimateShape.nullable(),
    }),
  ),
  sensitivity: z.strictObject({
    year: z.number(),
    deviation_TWh: z.number(),
    causes: z.array(z.strictObject({ input: text, variance_pct: z.number() })),
    rest_pct: z.number(),
  }),
  ...head,
});

export const carbonSeriesShape: z.ZodObject = z.strictObject({
  at_s: z.array(z.number()),
  intensity_g_kWh: columnsShape,
  emissions_Mt_y: columnsShape,
  renewable_pct: columnsShape,
  ...head,
});

export const placesSeriesShape: z.ZodObject = z.strictObject({
  months: z.array(text),
  last_published: text,
  places: z.array(
    z.strictObject({
      place: text,
      title: z.strictObject({ en: text, zh: text }),
      share_pct: columnsShape,
    }),
  ),
  sources: z.array(text),
  ...head,
});
