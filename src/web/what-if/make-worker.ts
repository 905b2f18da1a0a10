/**
 * A worker for members. A page from disk may load no file as a worker, so that there its text is part of
 * the page.
 */
export async function makeWorker(): Promise<Worker> {
  if (import.meta.env.MODE === "site") {
    const { default: InlineWorker } = await import("./run-worker.ts?worker&inline");
    return new InlineWorker();
  }
  return new Worker(new URL("run-worker.ts", import.meta.url), { type: "module" });
}
