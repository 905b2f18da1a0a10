import { spawnSync } from "node:child_process";
import { ROOT } from "../shipped.ts";

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a person would. */
export function hashfall(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync("node", [`${ROOT}bin/hashfall`, ...args], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", NO_COLOR: "1" },
    maxBuffer: 1 << 27,
  });
  return { status, stdout, stderr };
}

/** The one JSON document a command prints. */
export function answerOf(...args: readonly string[]): unknown {
  const { status, stdout, stderr } = hashfall(...args, "--json");
  if (status !== 0) throw new Error(`hashfall ${args.join(" ")} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
