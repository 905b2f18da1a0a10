import { readFile } from "node:fs/promises";
import { z } from "zod";
import { HashfallError } from "../base/index.ts";
import type { DrawSet } from "../simulate/index.ts";

const drawsSchema = z
  .strictObject({
    name: z.string().min(1),
    paths: z.array(z.string().min(1)).min(1),
    draws: z.array(z.array(z.number())).min(1),
    madeFrom: z.strictObject({
      record: z.string(),
      scenario: z.string(),
      commit: z.string(),
      command: z.string(),
      note: z.string(),
    }),
  })
  .refine(
    ({ paths, draws }) => draws.every(({ length }) => length === paths.length),
    "every draw has a number for each path",
  );

/**
 * Reads a file of joint draws; null where there is none.
 *
 * @throws HashfallError `input.invalid` naming what is wrong with it.
 */
export async function readDraws(path: string): Promise<DrawSet | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = drawsSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    path: `${path} ${issue.path.join(".")}`.trimEnd(),
    reason: issue.message,
    remedy: "make the file anew with the command that it names, or run with --no-posterior",
  }));
  const summary = problems.map(({ path: place, reason }) => `${place}: ${reason}`).join("; ");
  throw new HashfallError("input.invalid", summary, { problems });
}

/** Draws as the text of their file: one draw a line. */
export function drawsText({ name, paths, draws, madeFrom }: DrawSet): string {
  const rows = draws.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
  const head = JSON.stringify({ name, madeFrom, paths }, null, 1).slice(0, -2);
  return `${head},\n "draws": [\n${rows}\n ]\n}\n`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
