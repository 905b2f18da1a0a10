import { spawnSync } from "node:child_process";
import { ROOT } from "../shipped.ts";

/** Where nothing is synced to, so that a chain of whoever runs the tests changes nothing. */
const NO_CHAINS = `${ROOT}test/none`;

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a person would. */
export function hashfall(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync("node", [`${ROOT}bin/hashfall`, ...args], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", NO_COLOR: "1", XDG_DATA_HOME: NO_CHAINS },
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
