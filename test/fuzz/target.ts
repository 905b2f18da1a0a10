import { type ErrorCode, Random } from "../../src/base/index.ts";

/** What a case is known by: with these it can be tried again, alone. */
export interface CaseName {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
}

/** One trial: its own random numbers, and the bytes it is about. */
export class Case {
  readonly name: CaseName;
  readonly random: Random;
  /** What a report of a failure shows. */
  input: Uint8Array = new Uint8Array();

  constructor(name: CaseName) {
    this.name = name;
    this.random = randomOf(name);
  }
}

/** What became of a trial: "accepted", or in a few words how the input was refused without an error. */
export type Outcome = string;

/** A target made ready. */
export interface OpenTarget {
  /**
   * Tries one input. Equal random numbers give equal trials, whatever was tried before.
   *
   * A failure of the product ends in a `HashfallError`; anything else that is thrown is a finding, a
   * law that does not hold among them.
   */
  readonly run: (trial: Case) => Outcome | Promise<Outcome>;
  readonly close?: () => Promise<void>;
}

/** A place where input of strangers comes in. */
export interface Target {
  readonly name: string;
  /** Cases out of a million. */
  readonly share: number;
  /** Codes of the failures that may end a trial; any other is a finding. */
  readonly codes: readonly ErrorCode[];
  readonly open: () => Promise<OpenTarget>;
}

export const ACCEPTED = "accepted";

/** Says that something that always holds did not. */
export function must(holds: boolean, law: string): asserts holds {
  if (!holds) throw new Error(`broken law: ${law}`);
}

/** Random numbers of a case: other ones for any two cases of a run. */
export function randomOf({ target, seed, number }: CaseName): Random {
  let mixed = 0x811c9dc5;
  for (const letter of `${target}:${seed}`) {
    mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  }
  return new Random((mixed >>> 11) * 2 ** 32 + number);
}
