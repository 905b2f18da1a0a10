import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { FaultKind, Faults } from "./faults.ts";
import { type Answer, NOT_FOUND, restAnswer, restError } from "./rest.ts";
import { calledMethods, type RpcContext, rpcAnswer } from "./rpc.ts";

/** A request a fake node received. */
export interface Received {
  /** `GET` and the path with its query, `rpc` and a method, or `p2p` and a command. */
  readonly subject: string;
}

/** What the HTTP server needs to know of its node. */
export interface HttpContext {
  readonly rpc: () => RpcContext;
  readonly faults: Faults;
  readonly log: Received[];
  /** The `Authorization` a call must bring. */
  readonly authorization: () => string;
  /** Whether the node runs with `-rest`. */
  readonly rest: boolean;
}

/** Milliseconds an idle connection stays. Bitcoin Core: `-rpcservertimeout`, 30 s. */
const KEEP_ALIVE = 30_000;
const NO_TYPE = "text/html; charset=ISO-8859-1";
/** Bitcoin Core: `WWW_AUTH_HEADER_DATA`, src/httprpc.cpp. The wait of 250 ms is left out. */
const UNAUTHORISED: Answer = {
  status: 401,
  type: NO_TYPE,
  body: "",
  headers: { "www-authenticate": 'Basic realm="jsonrpc"' },
};

/** The REST and JSON-RPC interfaces of a fake node, on one port as in Bitcoin Core. */
export function httpServer(context: HttpContext): Server {
  return createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const subjects = subjectsOf(request, body);
      for (const subject of subjects) context.log.push({ subject });
      const fault = firstFault(subjects, context.faults);
      send(answer(request, body, context), fault, response);
    });
  });
}

function subjectsOf(request: IncomingMessage, body: string): string[] {
  const { method = "", url = "" } = request;
  if (method !== "POST") return [`${method} ${url}`];
  const methods = calledMethods(body);
  return methods.length === 0 ? [`POST ${url}`] : methods.map((name) => `rpc ${name}`);
}

function firstFault(subjects: readonly string[], faults: Faults): FaultKind | undefined {
  let first: FaultKind | undefined;
  for (const subject of subjects) first ??= faults.take(subject);
  return first;
}

function answer(request: IncomingMessage, body: string, context: HttpContext): Answer {
  const { url = "", method } = request;
  const rpc = context.rpc();
  if (url.startsWith("/rest/")) {
    if (!context.rest) return NOT_FOUND;
    if (rpc.warmUp === null) return restAnswer(url, rpc);
    return restError(503, `Service temporarily unavailable: ${rpc.warmUp}`);
  }
  if (url !== "/") return NOT_FOUND;
  if (method !== "POST") {
    return { status: 405, type: NO_TYPE, body: "JSONRPC server handles only POST requests" };
  }
  if (request.headers.authorization !== context.authorization()) return UNAUTHORISED;
  return rpcAnswer(body, rpc);
}

function send(whole: Answer, fault: FaultKind | undefined, response: ServerResponse): void {
  switch (fault?.kind) {
    case undefined:
      return write(whole, response);
    case "silence":
      return undefined;
    case "edit":
    case "wire":
      return write({ ...whole, body: fault.edit(Buffer.from(whole.body)) }, response);
    case "status":
      return write(
        { status: fault.status, type: fault.type ?? NO_TYPE, body: fault.body },
        response,
      );
    case "late": {
      const timer = setTimeout(() => write(whole, response), fault.milliseconds);
      response.on("close", () => clearTimeout(timer));
      return undefined;
    }
    case "cut":
      return cut(whole, fault.after, response);
  }
}

function write({ status, type, body, headers }: Answer, response: ServerResponse): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** Declares the whole length, sends a part and closes. */
function cut({ status, type, body }: Answer, after: number | null, response: ServerResponse): void {
  if (after === null) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.write(Buffer.from(body).subarray(0, after), () => response.destroy());
}
