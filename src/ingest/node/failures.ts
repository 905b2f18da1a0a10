import { HashfallError } from "../../base/index.ts";

const SHOWN_CHARACTERS = 80;

/** The node does not answer: `reason` says what happened, the remedy what to look at. */
export function unreachable(label: string, reason: string, cause?: unknown): HashfallError {
  return new HashfallError("source.unreachable", `${label}: ${reason}`, {
    cause,
    problems: [
      {
        path: label,
        reason,
        remedy:
          "see that the node is running, that host and port are those of its RPC server " +
          "(-rpcport, -rpcbind), and for REST that it was started with -rest",
      },
    ],
  });
}

/** The node answers, but not to us. */
export function refused(label: string, reason: string, remedy: string): HashfallError {
  return new HashfallError("source.refused", `${label}: ${reason}`, {
    problems: [{ path: label, reason, remedy }],
  });
}

/** The answer is not what Bitcoin Core gives. */
export function malformed(label: string, reason: string, cause?: unknown): HashfallError {
  return new HashfallError("source.malformed", `${label}: ${reason}`, { cause });
}

/** The person said stop. */
export function stopped(label: string): HashfallError {
  return new HashfallError("stopped", `${label}: stopped`);
}

/** Beginning of a foreign text in one line, safe to print. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
}
