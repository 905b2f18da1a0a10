import { Worker } from "node:worker_threads";

/** How long one case may take before the run is ended, in milliseconds. */
const HANG_MS = 60_000;
const NOBODY = -1;

/** Runs beside the run, since an endless loop there would let nothing else run. */
const WORKER = `
  const { writeSync } = require("node:fs");
  const { workerData } = require("node:worker_threads");
  const place = new Int32Array(workerData.shared);
  let [last, since] = ["", Date.now()];
  setInterval(() => {
    const at = place.join(":");
    if (at !== last) [last, since] = [at, Date.now()];
    if (place[0] === ${NOBODY} || Date.now() - since < ${HANG_MS}) return;
    writeSync(2, "hangs: " + workerData.names[place[0]] + ":" + place[1] + "\\n");
    process.kill(process.pid, "SIGKILL");
  }, 500);
`;

/** Names a case that does not end, and ends the process. */
export class Watchdog {
  private readonly place: Int32Array;
  private readonly worker: Worker;

  constructor(names: readonly string[]) {
    const shared = new SharedArrayBuffer(8);
    this.place = new Int32Array(shared);
    this.place[0] = NOBODY;
    this.worker = new Worker(WORKER, { eval: true, execArgv: [], workerData: { shared, names } });
  }

  begin(target: number, number: number): void {
    this.place[0] = target;
    this.place[1] = number;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
