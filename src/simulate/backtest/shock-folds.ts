import { HashfallError } from "../../base/index.ts";
import { eachGlobal } from "./global-design.ts";
import { GLOBAL_KEYS, type GlobalKey, type GlobalParameters } from "./global-parameters.ts";

/** Global parameters fitted without one shock: sets drawn by how they did on all the others. */
export interface ShockFold {
  /** The shock that was left out. */
  readonly left_out: string;
  /** Mean continuous ranked probability score of these sets on the others, each by itself. */
  readonly training_crps: number;
  readonly globals: readonly GlobalParameters[];
}

/** Shipped fits of all folds, with what made them. */
export interface ShockFolds {
  readonly made_from: {
    readonly record: string;
    readonly command: string;
    readonly candidates: number;
    readonly members: number;
    readonly seed: number;
  };
  readonly folds: readonly ShockFold[];
}

/** A file's content: every set of parameters once, in the order of `GLOBAL_KEYS`. */
interface FoldsFile {
  readonly made_from: ShockFolds["made_from"];
  readonly parameters: readonly GlobalKey[];
  readonly sets: readonly (readonly number[])[];
  /** `draws` are places in `sets`. */
  readonly folds: readonly {
    readonly left_out: string;
    readonly training_crps: number;
    readonly draws: readonly number[];
  }[];
}

/** The folds as a file holds them, numbers rounded to so many digits. */
export function shockFoldsFile({ made_from, folds }: ShockFolds, digits: number): FoldsFile {
  const rounded = (value: number): number => Number(value.toPrecision(digits));
  const unique = [...new Set(folds.flatMap(({ globals }) => globals))];
  return {
    made_from,
    parameters: GLOBAL_KEYS,
    sets: unique.map((globals) => GLOBAL_KEYS.map((key) => rounded(globals[key]))),
    folds: folds.map(({ left_out, training_crps, globals }) => ({
      left_out,
      training_crps: rounded(training_crps),
      draws: globals.map((one) => unique.indexOf(one)),
    })),
  };
}

/**
 * The folds of a file's content.
 *
 * @throws HashfallError `record.damaged` where it is not of that shape.
 */
export function readShockFolds(content: unknown): ShockFolds {
  const made = fieldOf(content, "made_from");
  const keys = listOf(fieldOf(content, "parameters"), "parameters");
  const sets = listOf(fieldOf(content, "sets"), "sets").map((set) => {
    const numbers = listOf(set, "sets");
    return eachGlobal((key) => numberOf(numbers[keys.indexOf(key)], `sets: ${key}`));
  });
  return {
    made_from: {
      record: textOf(fieldOf(made, "record"), "made_from.record"),
      command: textOf(fieldOf(made, "command"), "made_from.command"),
      candidates: numberOf(fieldOf(made, "candidates"), "made_from.candidates"),
      members: numberOf(fieldOf(made, "members"), "made_from.members"),
      seed: numberOf(fieldOf(made, "seed"), "made_from.seed"),
    },
    folds: listOf(fieldOf(content, "folds"), "folds").map((fold) => readFold(fold, sets)),
  };
}

function readFold(content: unknown, sets: readonly GlobalParameters[]): ShockFold {
  return {
    left_out: textOf(fieldOf(content, "left_out"), "folds.left_out"),
    training_crps: numberOf(fieldOf(content, "training_crps"), "folds.training_crps"),
    globals: listOf(fieldOf(content, "draws"), "folds.draws").map((draw) => {
      const globals = sets[numberOf(draw, "folds.draws")];
      if (globals === undefined) throw damaged("folds.draws", "a place in sets");
      return globals;
    }),
  };
}

function fieldOf(content: unknown, key: string): unknown {
  if (typeof content !== "object" || content === null || !Object.hasOwn(content, key)) {
    return undefined;
  }
  return Reflect.get(content, key);
}

function numberOf(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw damaged(path, "a number");
}

function textOf(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  throw damaged(path, "a text");
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw damaged(path, "a list");
}

function damaged(path: string, wanted: string): HashfallError {
  return new HashfallError("record.damaged", `shock folds: "${path}" is not ${wanted}`);
}
