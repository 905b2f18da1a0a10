import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { ROOT } from "../../shipped.ts";

/** How a sync is run. */
export interface Running {
  readonly environment?: Readonly<Record<string, string>>;
  /** Largest file that the process may write, in KiB: a disk that is full. */
  readonly fileLimit?: number;
}

/** How a sync ended: its status, and what it printed with `--json`. */
export interface SyncEnd {
  readonly status: number | null;
  /** Code of the failure; null for an answer. */
  readonly code: string | null;
  readonly problems: string;
  readonly toHeight: number | null;
}

const documentSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), problems: z.unknown() }).optional(),
  to_height: z.number().optional(),
});

/** Runs `sync` of the built program beside this process, so that a fake node here can answer it. */
export async function sync(options: readonly string[], running: Running = {}): Promise<SyncEnd> {
  const { environment = {}, fileLimit } = running;
  const command = [process.execPath, `${ROOT}bin/hashfall`, "sync", "--json", ...options];
  const limited = ["bash", "-c", `ulimit -f ${fileLimit}; exec "$@"`, "bash", ...command];
  const [name = "", ...rest] = fileLimit === undefined ? command : limited;
  const child = spawn(name, rest, {
    env: { ...process.env, LC_ALL: "C", NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (stdout === "") throw new Error(`nothing was answered: ${stderr}`);
  const { error, to_height: toHeight = null } = documentSchema.parse(JSON.parse(stdout));
  return {
    status: child.exitCode,
    code: error?.code ?? null,
    problems: error === undefined ? "" : JSON.stringify([error.message, error.problems]),
    toHeight,
  };
}
