import {
  HashfallError,
  type Problem,
  type Seconds,
  type UnixSeconds,
  parseTime,
  parseWindow,
  seconds,
} from "../base/index.ts";
import { NETWORKS, NETWORK_NAMES, type Network } from "../bitcoin/index.ts";

/**
 * Reads the options of a command and gathers what is wrong with them, so that a person sees every
 * problem at once.
 */
export class OptionReader {
  private readonly problems: Problem[] = [];

  time(name: string, text: string | undefined): UnixSeconds | undefined {
    return text === undefined ? undefined : this.tried(() => parseTime(text, name));
  }

  /** A length of time; one that cannot be read is reported and never used, since `finish` throws. */
  window(name: string, text: string): Seconds {
    return this.tried(() => parseWindow(text, name)) ?? seconds(NaN);
  }

  number(
    name: string,
    text: string | undefined,
    [low, high]: readonly [number, number],
  ): number | undefined {
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() !== "" && value >= low && value <= high) return value;
    this.reject(name, `"${text}" is not a number from ${low} to ${high}`, "give such a number");
    return undefined;
  }

  port(name: string, text: string): number | undefined {
    const port = this.number(name, text, [0, 65_535]);
    if (port === undefined || Number.isInteger(port)) return port;
    this.reject(name, `"${text}" is not a whole number`, "give a port, such as 8080");
    return undefined;
  }

  /** Two ends of a span in their order. */
  span(from: UnixSeconds | undefined, to: UnixSeconds | undefined): void {
    if (from === undefined || to === undefined || from < to) return;
    this.reject("--from", "not before --to", "give an earlier time");
  }

  /** A network by its name. */
  network(name: string, text: string | undefined): Network | undefined {
    const asked = text === "main" ? "mainnet" : text;
    const known = asked === undefined ? undefined : this.choice(name, asked, NETWORK_NAMES);
    return known === undefined ? undefined : NETWORKS[known];
  }

  choice<T extends string>(name: string, text: string, choices: readonly T[]): T | undefined {
    const found = choices.find((choice) => choice === text);
    if (found === undefined) {
      this.reject(name, `"${text}" is not known`, `choose one of: ${choices.join(", ")}`);
    }
    return found;
  }

  reject(path: string, reason: string, remedy: string): void {
    if (this.problems.some((known) => known.path === path && known.reason === reason)) return;
    this.problems.push({ path, reason, remedy });
  }

  /** @throws HashfallError `input.invalid` with every problem found so far. */
  finish(): void {
    if (this.problems.length === 0) return;
    const summary = this.problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
    throw new HashfallError("input.invalid", summary, { problems: this.problems });
  }

  private tried<T>(parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof HashfallError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }
}
