import { readFile } from "node:fs/promises";
import { z } from "zod";
import { HashfallError } from "../base/index.ts";
import { GLOBAL_KEYS, type ShockFolds, eachGlobal } from "../simulate/index.ts";

const place = z.int().nonnegative();

/** Every set of parameters once; `draws` are places in `sets`, a column for each of `parameters`. */
const foldsSchema = z
  .strictObject({
    made_from: z.strictObject({
      record: z.string(),
      command: z.string(),
      candidates: z.number(),
      members: z.number(),
      seed: z.number(),
    }),
    parameters: z.array(z.string()),
    sets: z.array(z.array(z.number())).min(1),
    folds: z
      .array(
        z.strictObject({
          left_out: z.string(),
          training_crps: z.number(),
          draws: z.array(place).min(1),
        }),
      )
      .min(1),
  })
  .refine(
    ({ parameters }) => GLOBAL_KEYS.every((key) => parameters.includes(key)),
    "parameters: one is missing",
  )
  .refine(
    ({ parameters, sets }) => sets.every(({ length }) => length === parameters.length),
    "every set has a number for each parameter",
  )
  .refine(
    ({ sets, folds }) => folds.every(({ draws }) => draws.every((draw) => draw < sets.length)),
    "every draw is a place in sets",
  );

/**
 * Reads the parameters fitted with each shock left out.
 *
 * @throws HashfallError `record.damaged` for a file that is missing or of another shape.
 */
export async function readShockFolds(path: string): Promise<ShockFolds> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw damaged(path, "cannot be read", cause);
  });
  return parseShockFolds(text, path);
}

/** The folds in a file's text; `path` is named where it is of another shape. */
export function parseShockFolds(text: string, path: string): ShockFolds {
  const parsed = foldsSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((one) => `${one.path.join(".")} ${one.message}`.trim());
    throw damaged(path, reasons.join("; "));
  }
  const { made_from, parameters, sets, folds } = parsed.data;
  const globals = sets.map((set) => eachGlobal((key) => set[parameters.indexOf(key)] ?? NaN));
  return {
    made_from,
    folds: folds.map(({ left_out, training_crps, draws }) => ({
      left_out,
      training_crps,
      globals: draws.flatMap((draw) => globals[draw] ?? []),
    })),
  };
}

/** The folds as the text of their file, a line for each set and fold, numbers of so many digits. */
export function shockFoldsText({ made_from, folds }: ShockFolds, digits: number): string {
  const rounded = (value: number): number => Number(value.toPrecision(digits));
  const unique = [...new Set(folds.flatMap(({ globals }) => globals))];
  const sets = unique.map((globals) => GLOBAL_KEYS.map((key) => rounded(globals[key])));
  const rows = folds.map(({ left_out, training_crps, globals }) => ({
    left_out,
    training_crps: rounded(training_crps),
    draws: globals.map((one) => unique.indexOf(one)),
  }));
  return `{
 "made_from": ${JSON.stringify(made_from)},
 "parameters": ${JSON.stringify(GLOBAL_KEYS)},
 "sets": ${list(sets)},
 "folds": ${list(rows)}
}\n`;
}

function list(rows: readonly unknown[]): string {
  return `[\n  ${rows.map((row) => JSON.stringify(row)).join(",\n  ")}\n ]`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(path: string, reason: string, cause?: unknown): HashfallError {
  const remedy = "make it anew with npm run backtest-shocks";
  return new HashfallError("record.damaged", `shock folds: ${path}: ${reason}`, {
    cause,
    problems: [{ path, reason, remedy }],
  });
}
