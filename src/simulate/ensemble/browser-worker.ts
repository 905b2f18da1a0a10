import type { BrowserRun, BrowserRunNews } from "./browser-messages.ts";
import { loadMember } from "./member-module.ts";
import { runInOneThread } from "./one-thread.ts";

/** As much of a dedicated worker's global scope as is used here. */
interface WorkerScope {
  addEventListener(type: "message", listener: (event: { readonly data: BrowserRun }) => void): void;
  postMessage(news: BrowserRunNews, transfer: readonly ArrayBuffer[]): void;
}

declare const self: WorkerScope;

self.addEventListener("message", ({ data }) => {
  void run(data);
});

async function run({ member, seed, members }: BrowserRun): Promise<void> {
  try {
    const onShard = (done: number): void => tell({ kind: "progress", done, members });
    const summary = runInOneThread(await loadMember(member), { seed, members, onShard });
    tell({ kind: "summary", summary });
  } catch (error) {
    tell({ kind: "failure", message: error instanceof Error ? error.message : String(error) });
  }
}

function tell(news: BrowserRunNews): void {
  self.postMessage(news, []);
}
