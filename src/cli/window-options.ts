import type { Command } from "commander";
import {
  type Timeline,
  type WindowPair,
  windowsAround,
  windowsEndingAt,
} from "../observe/index.ts";
import type { CommonOptions } from "./context.ts";
import type { OptionReader } from "./option-reader.ts";

/** Options that place two windows of one length, side by side. */
export interface WindowOptions extends CommonOptions {
  readonly at?: string;
  readonly around?: string;
  readonly window: string;
}

/** Adds those options to a command. */
export function withWindowOptions(command: Command, usualLength: string): Command {
  return command
    .option("--at <time>", "the window ending then, against the one before it")
    .option("--around <time>", "the window after then, against the one before it")
    .option("--window <length>", "length of each window", usualLength);
}

/** The two windows asked for; at the end of the record when no time is given. */
export function readWindows(
  options: OptionReader,
  given: WindowOptions,
): (timeline: Timeline) => WindowPair {
  if (given.at !== undefined && given.around !== undefined) {
    options.reject("--around", "given together with --at", "give one of the two");
  }
  const at = options.time("--at", given.at);
  const around = options.time("--around", given.around);
  const window = options.window("--window", given.window);
  return (timeline) =>
    around === undefined
      ? windowsEndingAt(at ?? timeline.span.to, window)
      : windowsAround(around, window);
}
