import { z } from "zod";
import { estimateShape } from "./shapes.ts";

const text = z.string();
const bilingual = z.strictObject({ en: text, zh: text });
const source = z.strictObject({
  publisher: text,
  published: text,
  title: text,
  url: text.optional(),
});

const claim = { id: text, what: text, where: text, says: bilingual, source };

/** Files of claims with what each claim says. */
export const claimsShape: z.ZodObject = z.strictObject({
  files: z.array(
    z.strictObject({ name: text, title: bilingual, claims: z.array(z.strictObject(claim)) }),
  ),
  pools: z.array(z.strictObject({ pool: text, name: bilingual })),
  places: z.array(z.strictObject({ place: text, name: bilingual })),
});

const scale = z.strictObject({
  unit: text,
  claimed: z.number(),
  bound: z.enum(["upper", "lower"]).nullable(),
  measured: z.array(z.strictObject({ window_h: z.number().nullable(), estimate: estimateShape })),
});

/** The answer of `audit`, and the same as a page shows it. */
export const auditShape: z.ZodObject = z.strictObject({
  claims: z.array(
    z.strictObject({
      ...claim,
      verdict: text,
      reason: text,
      measured: z.record(text, z.unknown()),
    }),
  ),
  shown: z.array(
    z.strictObject({
      id: text,
      scale: scale.nullable(),
      claimed: bilingual,
      measured: bilingual,
      verdict: bilingual,
      reason: bilingual,
    }),
  ),
});
