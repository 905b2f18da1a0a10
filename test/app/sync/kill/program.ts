import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { ROOT } from "../../../shipped.ts";

/** What the store does that a kill may fall into. */
const WORKS = ["open", "relabel", "commit", "exportBlocks"] as const;
export type Work = (typeof WORKS)[number];

const eventSchema = z.object({
  begins: z.enum(WORKS).optional(),
  ends: z.enum(WORKS).optional(),
  tip: z.object({ height: z.number(), hash: z.string() }).nullish(),
  replaces: z.boolean().optional(),
  coinbases: z.array(z.number()).optional(),
});

/** What a running program told: that the store begins something, or has done it. */
export type StoreEvent = z.infer<typeof eventSchema>;

/** When a program is killed: a share of the usual time after the store begins some work for the nth time. */
export interface Moment {
  readonly work: Work;
  readonly nth: number;
  readonly share: number;
}

/** Milliseconds a work is taken to last before one was seen. */
const USUAL = 50;

/** How one run of the program went. */
export interface Life {
  readonly events: readonly StoreEvent[];
  readonly wasKilled: boolean;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the built program, which a rebuild does not change; run, and killed, as often as wanted. */
export class Program {
  readonly folder: string = mkdtempSync(join(tmpdir(), "hashfall-kill-"));
  /** Milliseconds that each work of a size took last. */
  private readonly usual = new Map<string, number>();

  constructor() {
    cpSync(`${ROOT}dist`, join(this.folder, "dist"), { recursive: true });
    cpSync(`${ROOT}package.json`, join(this.folder, "package.json"));
    for (const name of ["node_modules", "data"]) {
      symlinkSync(`${ROOT}${name}`, join(this.folder, name));
    }
    mkdirSync(join(this.folder, "home"));
  }

  /** Runs a sync to its end, or to the moment of its death. */
  async sync(from: string, data: string, moment: Moment | null): Promise<Life> {
    const reporter = new URL("reporter.mjs", import.meta.url).href;
    const main = join(this.folder, "dist", "cli", "main.js");
    const options = ["--from", from, "--data", data, "--network", "regtest", "--json"];
    const child = spawn(process.execPath, ["--import", reporter, main, "sync", ...options], {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env: { ...process.env, HOME: join(this.folder, "home"), LC_ALL: "C", NO_COLOR: "1" },
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const [stdout, stderr, events] = await Promise.all([
      text(outputOf(child, 1)),
      text(outputOf(child, 2)),
      this.watch(child, moment),
    ]);
    const status = await ended;
    return { events, wasKilled: child.signalCode === "SIGKILL", status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async watch(child: ChildProcess, moment: Moment | null): Promise<StoreEvent[]> {
    const events: StoreEvent[] = [];
    const began = new Map<Work, number>();
    let left = moment?.nth ?? 0;
    for await (const line of createInterface({ input: outputOf(child, 3) })) {
      const event = eventSchema.parse(JSON.parse(line));
      events.push(event);
      const { begins, ends } = event;
      if (ends !== undefined) {
        this.usual.set(sizeOf(event), performance.now() - (began.get(ends) ?? 0));
      }
      if (begins === undefined) continue;
      began.set(begins, performance.now());
      if (begins !== moment?.work) continue;
      left -= 1;
      if (left !== 0) continue;
      const wait = moment.share * (this.usual.get(sizeOf(event)) ?? USUAL);
      setTimeout(() => child.kill("SIGKILL"), wait);
    }
    return events;
  }
}

/** Works that take about as long. */
function sizeOf({ begins, ends, coinbases = [] }: StoreEvent): string {
  return `${begins ?? ends} ${Math.round(Math.log2(1 + coinbases.length))}`;
}

function outputOf(child: ChildProcess, index: number): Readable {
  const stream = child.stdio[index];
  if (!(stream instanceof Readable)) throw new Error(`file ${index} of the program is not read`);
  return stream;
}
