/** What goes wrong with an answer. */
export type FaultKind =
  /** The body is changed before it is sent; its length is declared as it then is. */
  | { readonly kind: "edit"; readonly edit: (body: Buffer) => Uint8Array }
  /** Between peers the whole message is changed, checksum and all; over HTTP as `edit`. */
  | { readonly kind: "wire"; readonly edit: (message: Buffer) => Uint8Array }
  /** Another answer is sent; between peers nothing changes. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body: string;
      readonly type?: string;
    }
  /** The answer comes so many milliseconds late. */
  | { readonly kind: "late"; readonly milliseconds: number }
  /** Nothing is sent; the connection stays open. */
  | { readonly kind: "silence" }
  /** After so many bytes of the body the connection is closed; null: before the answer begins. */
  | { readonly kind: "cut"; readonly after: number | null };

/** Which answers go wrong. */
export interface FaultScope {
  /** Tried on `GET /rest/…`, `rpc METHOD`, or `p2p COMMAND` for what the node sends. */
  readonly match: RegExp;
  /** So many matches pass unharmed first; none unless given. */
  readonly skip?: number;
  /** So many matches fail; all unless given. */
  readonly times?: number;
}

interface Planned {
  readonly match: RegExp;
  readonly fault: FaultKind;
  skip: number;
  times: number;
}

/** The faults that a fake node is told to have. */
export class Faults {
  private planned: Planned[] = [];

  add(fault: FaultKind, { match, skip = 0, times = Infinity }: FaultScope): void {
    this.planned.push({ match, fault, skip, times });
  }

  clear(): void {
    this.planned = [];
  }

  /** The fault for an answer, if one is due; it counts. */
  take(subject: string): FaultKind | undefined {
    for (const plan of this.planned) {
      if (plan.times <= 0 || !plan.match.test(subject)) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.times -= 1;
      return plan.fault;
    }
    return undefined;
  }
}

/** Bodies end after so many bytes, as if they were whole. */
export function truncated(bytes: number): FaultKind {
  return { kind: "edit", edit: (body) => body.subarray(0, bytes) };
}

/** Bodies of the right length with other bytes; equal lengths give equal bytes. */
export function garbled(): FaultKind {
  return {
    kind: "edit",
    edit: (body) => Uint8Array.from(body, (_, at) => Math.imul(at + 1, 0x9e3779b1) >>> 24),
  };
}

/** JSON answers that say they are of another network. */
export function ofChain(name: string): FaultKind {
  return {
    kind: "edit",
    edit: (body) =>
      Buffer.from(body.toString().replace(/"chain":"[a-z0-9]+"/, `"chain":"${name}"`)),
  };
}

/** What Bitcoin Core answers when more requests wait than `-rpcworkqueue` allows. */
export const BUSY: FaultKind = { kind: "status", status: 503, body: "Work queue depth exceeded" };

/** What Bitcoin Core answers when it cannot read a block from its own disk. */
export const DISK_ERROR: FaultKind = {
  kind: "status",
  status: 500,
  body: "I/O error reading block\r\n",
  type: "text/plain",
};
