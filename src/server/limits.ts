import type { Server, ServerOptions } from "node:http";
import type { Socket } from "node:net";

/** What connections are held to. Times in ms. */
export interface ServerLimits {
  /** For the head of a request, then for the whole of it, to arrive. */
  readonly head_ms: number;
  readonly request_ms: number;
  /** A connection that is kept open without a question. */
  readonly idle_ms: number;
  /** Without a byte sent or taken; a listener to events hears a sign of life more often. */
  readonly silent_ms: number;
  /** Between two looks for requests that are late. */
  readonly look_ms: number;
  readonly connections: number;
  /** Of one address. */
  readonly connectionsOfOne: number;
}

export const USUAL_LIMITS: ServerLimits = {
  head_ms: 10_000,
  request_ms: 30_000,
  idle_ms: 20_000,
  silent_ms: 120_000,
  look_ms: 2_000,
  // Streams take up to 1,500 of them.
  connections: 2_560,
  connectionsOfOne: Infinity,
};

/** Of a whole head, bytes. */
const LARGEST_HEAD = 16 * 1024;

/** The part of the limits that Node's server keeps itself. */
export function nodeOptions(limits: ServerLimits): ServerOptions {
  return {
    maxHeaderSize: LARGEST_HEAD,
    headersTimeout: limits.head_ms,
    requestTimeout: limits.request_ms,
    keepAliveTimeout: limits.idle_ms,
    connectionsCheckingInterval: limits.look_ms,
  };
}

/** Status, code and words for what cannot be taken as a request. */
type Unreadable = readonly [status: string, code: string, message: string];

/** By the codes of Node's parser. */
const UNREADABLE: Readonly<Record<string, Unreadable>> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    "headers.large",
    "the head of the request is too large",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    "408 Request Timeout",
    "request.late",
    "the request did not arrive in time",
  ],
};
const NO_HTTP: Unreadable = ["400 Bad Request", "request.unreadable", "the request is no HTTP"];

/** Bounds connections, and answers what is no HTTP in the words of everything else. */
export function limitConnections(server: Server, limits: ServerLimits): void {
  server.maxConnections = limits.connections;
  server.setTimeout(limits.silent_ms);
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const { remoteAddress: address = "" } = socket;
    const count = (open.get(address) ?? 0) + 1;
    if (count > limits.connectionsOfOne) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const [status, code, message] = UNREADABLE[error.code ?? ""] ?? NO_HTTP;
    const body = JSON.stringify({ code, message, details: [] });
    const head = [
      `HTTP/1.1 ${status}`,
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
}
