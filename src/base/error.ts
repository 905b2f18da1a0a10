/** What went wrong in one place of an input, and what the person can do about it. */
export interface Problem {
  /** Where: a field path, a file with line, or the name of an option. */
  readonly path: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Stable names of every failure this product raises on purpose. */
export const ERROR_CODES = [
  "bits.negative",
  "bits.overflow",
  "input.invalid",
  "window.empty",
  "record.uncovered",
  "record.missing",
  "record.damaged",
  "claims.invalid",
  "port.taken",
  "number.domain",
  "header.invalid",
  "coinbase.invalid",
  "coinbase.truncated",
  "source.unreachable",
  "source.refused",
  "source.malformed",
  "source.other-network",
  "store.busy",
  "store.damaged",
  "store.full",
  "store.newer",
  "simulation.failed",
  "stopped",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

interface ErrorOptions {
  readonly cause?: unknown;
  readonly problems?: readonly Problem[];
}

/** Every failure this product raises on purpose. `code` is stable; `message` is for people. */
export class HashfallError extends Error {
  override readonly name = "HashfallError";
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? [];
  }
}

/** One problem of an input, as an error. */
export function invalidInput(path: string, reason: string, remedy: string): HashfallError {
  return new HashfallError("input.invalid", `${path}: ${reason}`, {
    problems: [{ path, reason, remedy }],
  });
}
