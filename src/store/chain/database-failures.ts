import { HashfallError, invalidInput } from "../../base/index.ts";

interface Failure {
  /** Tried on all that the database says. */
  readonly match: RegExp;
  readonly of: (path: string, reason: string, cause: unknown) => HashfallError;
}

/**
 * What DuckDB 1.5 and the file system say, and what it means. "Database has been invalidated" repeats
 * what went wrong first, so the order counts. Source: probes with full disks, file size limits, foreign
 * files and files without permission.
 */
const FAILURES: readonly Failure[] = [
  {
    match: /could not set lock|conflicting lock|already open/iu,
    of: (path, reason, cause) =>
      storeError("store.busy", path, `${processIn(reason)} is using it`, {
        cause,
        remedy: "wait until it has ended, or stop it",
      }),
  },
  {
    match: /no space left|file too large|disk quota|could not write|failed to write/iu,
    of: (path, reason, cause) =>
      storeError("store.full", path, `cannot be written: ${reason}`, {
        cause,
        remedy: "make room on the disk and run it again; what was stored is safe",
      }),
  },
  {
    match: /out of memory|failed to allocate/iu,
    of: (path, reason, cause) =>
      storeError("store.full", path, `not enough memory: ${reason}`, {
        cause,
        remedy: "end other programs and run it again; what was stored is safe",
      }),
  },
  {
    match:
      /permission denied|operation not permitted|read-only file system|not a directory|is a directory|file already exists/iu,
    of: (path, reason) =>
      invalidInput(
        path,
        `cannot be written: ${reason}`,
        "choose another folder, or allow this user to write there",
      ),
  },
  {
    match: /read a database file with version number|newer version of duckdb/iu,
    of: (path, reason, cause) =>
      storeError("store.newer", path, reason, {
        cause,
        remedy: "use the newer program that made it",
      }),
  },
];

/**
 * A failure of the database or of the file system under it, as ours. A mistake of the program is none of
 * these, and is thrown again as it is.
 */
export function databaseError(path: string, cause: unknown): HashfallError {
  if (cause instanceof HashfallError) return cause;
  if (cause instanceof TypeError || cause instanceof ReferenceError) throw cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const reason = said.split("\n")[0] ?? "";
  const known = FAILURES.find(({ match }) => match.test(said));
  if (known !== undefined) return known.of(path, reason, cause);
  return storeError("store.damaged", path, reason, {
    cause,
    remedy:
      "run it again; if it says the same, restore the file from a copy, or delete it and sync",
  });
}

/** Whether an error is the file system's of a code, as `ENOSPC`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** A failure of a store, with its place and what to do. */
export function storeError(
  code: "store.busy" | "store.full" | "store.damaged" | "store.newer",
  path: string,
  reason: string,
  { cause, remedy }: { readonly cause?: unknown; readonly remedy: string },
): HashfallError {
  return new HashfallError(code, `${path}: ${reason}`, {
    cause,
    problems: [{ path, reason, remedy }],
  });
}

/** DuckDB names the process that holds a file, where the system tells it. */
function processIn(reason: string): string {
  const pid = /\(PID (\d+)\)/u.exec(reason)?.[1];
  return pid === undefined ? "another process" : `process ${pid}`;
}
