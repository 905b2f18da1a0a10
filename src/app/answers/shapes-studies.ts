import { z } from "zod";

const text = z.string();
const bilingual = z.strictObject({ en: text, zh: text });

export const studiesShape: z.ZodObject = z.strictObject({
  studies: z.array(
    z.strictObject({
      name: text,
      title: bilingual,
      lede: bilingual,
      from: text,
      to: text,
      place: text,
      claims: z.number(),
    }),
  ),
});

export const studyShape: z.ZodObject = z.strictObject({
  name: text,
  findings: z.array(bilingual),
});
