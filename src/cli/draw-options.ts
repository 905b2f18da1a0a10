import type { Command } from "commander";
import type { DrawChoice } from "../app/index.ts";
import { type UnixDay, civilFromDays, dayOf, unixDay } from "../base/index.ts";
import type { CommonOptions } from "./context.ts";
import type { OptionReader } from "./option-reader.ts";

/** Options of the commands that draw what is uncertain. */
export interface DrawOptions extends CommonOptions {
  readonly draws: string;
  readonly seed: string;
}

const [FEWEST_DRAWS, MOST_DRAWS] = [20, 20_000] as const;

export function withDrawOptions(command: Command): Command {
  return command
    .option("--draws <n>", `${FEWEST_DRAWS} to ${MOST_DRAWS} draws of what is uncertain`, "1000")
    .option("--seed <n>", "seed of the draws", "1");
}

export function readDraws(options: OptionReader, given: DrawOptions): DrawChoice {
  return {
    draws: whole(options, "--draws", given.draws, [FEWEST_DRAWS, MOST_DRAWS]),
    seed: whole(options, "--seed", given.seed, [0, Number.MAX_SAFE_INTEGER]),
  };
}

/** The UTC day of a time; undefined where none is given. */
export function readDay(
  options: OptionReader,
  name: string,
  text: string | undefined,
): UnixDay | undefined {
  const time = options.time(name, text);
  return time === undefined ? undefined : dayOf(time);
}

/** Days [from, to) of two options, in their order and of one year. */
export function readDays(
  options: OptionReader,
  given: { readonly from: string; readonly to: string },
): { readonly from: UnixDay; readonly to: UnixDay } {
  const from = readDay(options, "--from", given.from) ?? unixDay(NaN);
  const to = readDay(options, "--to", given.to) ?? unixDay(NaN);
  if (from >= to) options.reject("--from", "not before --to", "give an earlier day");
  if (from < to && civilFromDays(from).year !== civilFromDays(unixDay(to - 1)).year) {
    options.reject("--to", "beyond the year of --from", "ask for one year, or a part of one");
  }
  return { from, to };
}

function whole(
  options: OptionReader,
  name: string,
  text: string,
  range: readonly [number, number],
): number {
  const value = options.number(name, text, range) ?? NaN;
  if (Number.isFinite(value) && !Number.isInteger(value)) {
    options.reject(name, `"${text}" is not a whole number`, "give a whole number");
  }
  return value;
}
