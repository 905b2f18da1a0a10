import { bytesOf } from "../simulate/ensemble/summary-bytes.mjs";

/** Runs an ensemble in a worker; answers the bytes of its summary, its progress and the seconds it took. */
globalThis.runInWorker = async ({ module, model, seed, members }) => {
  const begun = performance.now();
  const worker = new Worker("/dist/simulate/ensemble/browser-worker.js", { type: "module" });
  const progress = [];
  const summary = await new Promise((resolve, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }) => {
      if (data.kind === "progress") progress.push(data.done);
      else if (data.kind === "summary") resolve(data.summary);
      else reject(new Error(data.message));
    });
    const member = { module: new URL(module, location.href).href, model };
    worker.postMessage({ member, seed, members }, []);
  });
  const seconds = (performance.now() - begun) / 1000;
  worker.terminate();
  return { bytes: bytesOf(summary), progress, seconds };
};
