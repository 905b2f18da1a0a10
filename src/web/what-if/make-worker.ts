/** A worker for members, from a file beside the page. A site has `make-worker-inline` in its place. */
export function makeWorker(): Worker {
  return new Worker(new URL("run-worker.ts", import.meta.url), { type: "module" });
}
