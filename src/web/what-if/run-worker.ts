import { type MemberFunction, createMember, drawnBands, runDrawn } from "../../simulate/index.ts";
import type { RunNews, RunOrder } from "./run-messages.ts";

/** As much of a dedicated worker's global scope as is used here. */
interface WorkerScope {
  addEventListener(type: "message", listener: (event: { readonly data: RunOrder }) => void): void;
  postMessage(news: RunNews, transfer: readonly ArrayBuffer[]): void;
}

declare const self: WorkerScope;

let current: { readonly run: number; readonly member: MemberFunction } | undefined;

self.addEventListener("message", ({ data }) => {
  try {
    obey(data);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: "failure", run: data.run, message }, []);
  }
});

function obey(order: RunOrder): void {
  const { run } = order;
  if (order.kind === "model") {
    current = { run, member: createMember(order.model) };
    return;
  }
  if (current?.run !== run) return;
  const { member } = current;
  if (order.kind === "bands") {
    const { members, parts, series } = order;
    const bands = drawnBands(member.shape, parts, series);
    self.postMessage({ kind: "bands", run, members, ...bands }, []);
    return;
  }
  const part = runDrawn(member, { ...order.range, seed: order.seed }, order.series);
  const { totals, epochs } = part.numbers;
  self.postMessage({ kind: "part", run, part }, buffersOf([totals, epochs, part.values]));
}

function buffersOf(columns: readonly (Float64Array | Float32Array)[]): readonly ArrayBuffer[] {
  return columns.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
