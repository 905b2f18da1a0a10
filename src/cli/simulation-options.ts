import { join } from "node:path";
import type { Command } from "commander";
import { type LoadedModel, loadModel, type ModelRequest } from "../app/index.ts";
import { loadRecord } from "../store/index.ts";
import { type CommonOptions, type Context, HOME, places } from "./context.ts";
import type { OptionReader } from "./option-reader.ts";

/** Folder of the scenarios that ship. */
export const SCENARIOS: string = join(HOME, "scenarios");

const MOST_MEMBERS = 10_000_000;
const MOST_WORKERS = 256;

/** Options of an ensemble. */
export interface EnsembleCommandOptions extends CommonOptions {
  readonly members: string;
  readonly seed: string;
  readonly workers?: string;
  readonly set: readonly string[];
  readonly override: readonly string[];
  readonly posterior: boolean;
}

/** What the options of an ensemble say. */
export interface EnsembleChoice {
  readonly members: number;
  readonly seed: number;
  readonly workers: number | undefined;
  readonly set: readonly (readonly [path: string, text: string])[];
  readonly override: readonly string[];
  readonly posterior: boolean;
}

export function withEnsembleOptions(command: Command, members: string): Command {
  return command
    .option("--members <number>", "members of the ensemble", members)
    .option("--seed <number>", "equal seeds give equal results", "1")
    .option("--workers <number>", "threads; as many as cores when absent, the result is the same")
    .option(
      "--set <path=value>",
      "change one number, such as parameters.pue=1.2; repeatable",
      add,
      [],
    )
    .option("--override <name>", "apply a named override of the scenario; repeatable", add, [])
    .option("--no-posterior", "draw from the priors even where fitted draws are shipped");
}

function add(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

export function readEnsembleOptions(
  options: OptionReader,
  given: EnsembleCommandOptions,
): EnsembleChoice {
  return {
    members: wholeNumber(options, "--members", given.members, [1, MOST_MEMBERS]) ?? 1,
    seed: wholeNumber(options, "--seed", given.seed, [0, Number.MAX_SAFE_INTEGER]) ?? 0,
    workers: wholeNumber(options, "--workers", given.workers, [1, MOST_WORKERS]),
    set: given.set.flatMap((text) => settingOf(options, text)),
    override: given.override,
    posterior: given.posterior,
  };
}

function wholeNumber(
  options: OptionReader,
  name: string,
  text: string | undefined,
  range: readonly [number, number],
): number | undefined {
  const value = options.number(name, text, range);
  if (value === undefined || Number.isInteger(value)) return value;
  options.reject(name, `"${text ?? ""}" is not a whole number`, "give such a number");
  return undefined;
}

function settingOf(options: OptionReader, text: string): (readonly [string, string])[] {
  const at = text.indexOf("=");
  if (at > 0) return [[text.slice(0, at).trim(), text.slice(at + 1)]];
  options.reject("--set", `"${text}" has no "="`, "write PATH=VALUE, such as parameters.pue=1.2");
  return [];
}

/** Which scenario, with which of its overrides: `NAME`, or `NAME:OVERRIDE,OVERRIDE`. */
function namedScenario(text: string): Pick<ModelRequest, "source" | "overrides"> {
  const [, source = text, names = ""] = /^(.*?):([\w,-]+)$/u.exec(text) ?? [];
  return { source, overrides: names === "" ? [] : names.split(",") };
}

/** Reads a scenario as the options say, from the record as it was known. */
export async function openModel(
  context: Context,
  given: EnsembleCommandOptions,
  { text, choice }: { readonly text: string; readonly choice: EnsembleChoice },
): Promise<LoadedModel> {
  const asOf = context.options.time("--as-of", given.asOf);
  const { record, timeline } = await context.open("mainnet");
  const { source, overrides } = namedScenario(text);
  const { orders } = asOf === undefined ? record : await loadRecord(places(given).record);
  return loadModel({ record, timeline }, orders, {
    source,
    folder: SCENARIOS,
    overrides: [...overrides, ...choice.override],
    set: choice.set,
    posterior: choice.posterior,
    asOf,
  });
}
