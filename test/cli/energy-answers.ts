import { z } from "zod";

/** An estimate as every answer has it. */
export const estimate = z.object({
  value: z.number(),
  lo50: z.number(),
  hi50: z.number(),
  lo80: z.number(),
  hi80: z.number(),
  lo95: z.number(),
  hi95: z.number(),
});
export type Estimate = z.infer<typeof estimate>;

/** Fingerprint of a record. */
export const fingerprint = z.string().regex(/^[0-9a-f]{12,}$/u);

/** As few draws as a test of form needs. */
export const FEW: readonly string[] = ["--draws", "50"];

/** Ours over theirs, less 1. */
export function off(ours: number | null | undefined, theirs: number): number {
  return (ours ?? NaN) / theirs - 1;
}

/** Median and 95 % interval in whole steps. */
export function rounded(
  { value, lo95, hi95 }: Pick<Estimate, "value" | "lo95" | "hi95">,
  step = 1,
): number[] {
  return [value, lo95, hi95].map((part) => Math.round(part / step));
}
