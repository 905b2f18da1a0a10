import { z } from "zod";

const text = z.string();
const number = z.number();
const bilingual = z.strictObject({ en: text, zh: text });
const numbers = z.array(number);

export const scenariosShape: z.ZodObject = z.strictObject({
  scenarios: z.array(
    z.strictObject({
      name: text,
      title: bilingual,
      summary: bilingual,
      start: text,
      end: text,
      orders: number.int(),
      overrides: z.array(z.strictObject({ name: text, about: bilingual })),
    }),
  ),
});

const draws = z.strictObject({
  name: text,
  paths: z.array(text),
  draws: z.array(numbers),
  madeFrom: z.record(text, text),
});

const shipped = z.strictObject({
  name: text,
  is_world: z.boolean(),
  title: bilingual,
  summary: bilingual,
  documents: z.array(z.unknown()),
  overrides: z.array(
    z.strictObject({
      name: text,
      about: bilingual,
      set: z.array(z.strictObject({ keys: z.array(text), value: z.unknown() })),
      after: z.array(text),
    }),
  ),
  draws: draws.nullable(),
});

const chain = z.strictObject({ time: number, height: number, bits: number, epochStart: number });

const facts = z.strictObject({
  chain,
  hashrate_EH_s: number,
  hashrateSpread: number,
  priceFirstDay: number,
  price_USD: z.array(number.nullable()),
  fees_BTC_block: number,
  recorded: z
    .strictObject({
      until: chain,
      epochs: z.array(z.strictObject({ height: number, start: number, bits: number })),
    })
    .nullable(),
  record: text,
});

const course = z.strictObject({
  time_s: numbers,
  hashrate_7d_EH_s: numbers,
  retarget_s: numbers,
  difficulty_T: numbers,
  first_height: number.int(),
  ln_start: number,
  ln_difficulty: numbers,
  persistence_mean: numbers,
  persistence_deviation: numbers,
});

const stretch = z.strictObject({
  world: text,
  map_age_days: number,
  place_share_pct: number,
  depth_pct: number,
  is_too_large: z.boolean(),
});

export const scenarioDocumentShape: z.ZodObject = z.strictObject({
  scenario: shipped,
  /** Orders as the record keeps them. */
  orders: z.array(z.looseObject({ id: text })),
  facts,
  course,
  as_of_s: number.nullable(),
  stretch: stretch.nullable(),
});
