import RunWorker from "./run-worker.ts?worker&inline";

/** The same worker for a page from disk, which may start none from a file: its code is in the page. */
export function makeWorker(): Worker {
  return new RunWorker();
}
