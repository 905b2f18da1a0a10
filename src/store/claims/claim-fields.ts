import { z } from "zod";
import {
  HashfallError,
  type Seconds,
  type UnixSeconds,
  parseTime,
  parseWindow,
} from "../../base/index.ts";
import type { ClaimSource } from "../../observe/index.ts";
import type { Bilingual } from "../../policy/index.ts";

/** No quantity of a claim, in its own unit, is larger; what is has a wrong unit. */
const MOST = 1e12;

export const positive: z.ZodType<number> = z.number().positive().max(MOST);

/** A text in both languages; one language alone stands for both. */
export const bilingual: z.ZodType<Bilingual> = z
  .union([
    z.string().min(1),
    z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
    z.strictObject({ en: z.string().min(1) }),
    z.strictObject({ zh: z.string().min(1) }),
  ])
  .transform((text) => {
    if (typeof text === "string") return { en: text, zh: text };
    const only = "en" in text ? text.en : text.zh;
    return { en: only, zh: only, ...text };
  });
export const instant: z.ZodType<UnixSeconds> = z
  .string()
  .transform((text, context) => tried(context, () => parseTime(text, "time")));
export const span: z.ZodType<Seconds> = z
  .string()
  .transform((text, context) => tried(context, () => parseWindow(text, "window")));
export const windows: z.ZodType<Seconds[]> = z.array(span).min(1);
export const bounds: z.ZodType<[number, number]> = z
  .tuple([positive, positive])
  .refine(([low, high]) => low <= high, "the lower end comes first");

/** A parser that reports what the shared parsers throw as a problem of its field. */
function tried<T>(context: z.RefinementCtx, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof HashfallError ? error.message : String(error);
    context.addIssue({ code: "custom", message: message.replace(/^(?:time|window): /u, "") });
    return z.NEVER;
  }
}

export const claimId: z.ZodType<string> = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/u, "letters, digits and hyphens only");

export const source: z.ZodType<ClaimSource> = z.strictObject({
  publisher: z.string(),
  published: z.string(),
  title: z.string(),
  url: z.url({ protocol: /^https?$/u }).optional(),
});
