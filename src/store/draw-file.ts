import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { HashfallError, invalidInput } from "../base/index.ts";
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
  )
  .refine(({ paths }) => new Set(paths).size === paths.length, "a path is there twice");

/**
 * Reads a file of joint draws; null where there is none.
 *
 * @throws HashfallError `input.invalid` naming what is wrong with it.
 */
export async function readDraws(path: string): Promise<DrawSet | null> {
  const text = await textOf(path);
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

/** Only a file that is not there is missing. */
async function textOf(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) throw new Error("it is no file");
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw invalidInput(path, `cannot be read: ${String(cause)}`, "or run with --no-posterior");
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
