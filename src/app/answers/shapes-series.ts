import { z } from "zod";

const number = z.number();
const count = z.number().int();
const text = z.string();
const numbers = z.array(number);
const gapped = z.array(number.nullable());

const columns = z.strictObject({
  value: numbers,
  lo50: numbers,
  hi50: numbers,
  lo95: numbers,
  hi95: numbers,
});

export const epochSeriesShape: z.ZodObject = z.strictObject({
  height: z.array(count),
  at_s: z.array(count.nullable()),
  difficulty: numbers,
  change_pct: gapped,
  hashrate_EH_s: z.strictObject({
    value: gapped,
    lo50: gapped,
    hi50: gapped,
    lo95: gapped,
    hi95: gapped,
  }),
  method: text,
});

export const hashpriceSeriesShape: z.ZodObject = z.strictObject({
  at_s: z.array(count),
  hashprice_USD_TH_day: columns,
  price_USD: numbers,
  fee_share_pct: numbers,
  method: text,
});

const method = z.strictObject({
  mae_pp: number,
  coverage_50_pct: number.nullable(),
  coverage_80_pct: number.nullable(),
  coverage_95_pct: number.nullable(),
  buckets: z.array(z.strictObject({ from: count, to: count, n: count, mae_pp: number })),
});

export const scoreSeriesShape: z.ZodObject = z.strictObject({
  n: count,
  epochs: count,
  methods: z.strictObject({ hashfall: method, mempool: method, brk: method, no_change: method }),
  middle: z.strictObject({
    height: z.array(count),
    at_s: numbers,
    forecast_pct: columns,
    actual_pct: numbers,
  }),
  method: text,
});
