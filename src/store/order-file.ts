import { z } from "zod";
import { parseTime } from "../base/index.ts";
import { ORDER_KINDS, type Order, PRECISIONS } from "../policy/index.ts";
import { damaged } from "./manifest.ts";

const bilingual = z.object({ en: z.string().min(1), zh: z.string().min(1) });
const instant = z
  .string()
  .nullable()
  .transform((text, context) => {
    if (text === null) return null;
    try {
      return parseTime(text, "time");
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : text });
      return z.NEVER;
    }
  });

const words = z.object({
  actors: z.array(z.string()),
  measures: z.array(z.string()),
  quantified: z.string().nullable(),
});

const orderSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/u),
    kind: z.enum(ORDER_KINDS),
    country: z.string(),
    region: z.string().nullable(),
    place: z.string(),
    title: bilingual,
    summary: bilingual,
    known_at: instant,
    effective_at: instant,
    ends_at: instant,
    precision: z.enum(PRECISIONS),
    time_note: z.string().nullable(),
    ...words.shape,
    zh: words.optional(),
    confidence: z.enum(["A", "B", "C"]),
    sources: z
      .array(
        z.object({
          list: z.string(),
          id: z.string(),
          url: z.string(),
          date: z.string().nullable(),
        }),
      )
      .min(1),
    disagreements: z.array(
      z.object({
        field: z.string(),
        values: z.array(
          z.object({ value: z.string(), zh: z.string().optional(), source: z.string() }),
        ),
      }),
    ),
  })
  .transform(
    ({ known_at, effective_at, ends_at, time_note, ...rest }): Order => ({
      ...rest,
      knownAt: known_at,
      effectiveAt: effective_at,
      endsAt: ends_at,
      timeNote: time_note,
    }),
  );

const fileSchema = z.object({ orders: z.array(orderSchema) });

/** @throws HashfallError `record.damaged` naming the order and field. */
export function parseOrders(path: string, content: unknown): Order[] {
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data.orders;
  throw damaged(
    parsed.error.issues.map((issue) => ({
      path: `${path} ${issue.path.join(".")}`,
      reason: issue.message,
      remedy: "correct the order or rebuild the record",
    })),
  );
}
