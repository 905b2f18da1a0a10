import type { Server, ServerOptions } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import { refuse } from "./refusal.ts";

/** Longest address, with its host, characters. */
const LONGEST_ADDRESS = 2048;
/** Most lines of a head. */
const MOST_HEADERS = 64;

/** What Node's server is held to. Times in ms. */
export const SERVER_LIMITS: Readonly<ServerOptions> = {
  /** Of a whole head, bytes. */
  maxHeaderSize: 16 * 1024,
  /** For the head, then for the whole request, to arrive. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 20_000,
  /** Between two looks for requests that are late. */
  connectionsCheckingInterval: 2_000,
};

/** Listeners to events may be a thousand; as many again may ask. */
const MOST_CONNECTIONS = 2_048;
/** Without a byte sent or taken; a listener hears a sign of life more often. */
const SILENT_MS = 120_000;

/** Refuses what is out of all measure before anything looks at it. */
export const refuseExcess: MiddlewareHandler = async (context, next) => {
  const { req } = context;
  if (req.url.length > LONGEST_ADDRESS) {
    const message = `an address has at most ${LONGEST_ADDRESS} characters`;
    return refuse(context, { status: 414, code: "address.long", message });
  }
  if (headerLines(context) > MOST_HEADERS) {
    const message = `a request has at most ${MOST_HEADERS} header lines`;
    return refuse(context, { status: 431, code: "headers.many", message });
  }
  const isReading = req.method === "GET" || req.method === "HEAD";
  if (isReading && hasBody(context)) {
    context.header("connection", "close");
    const message = "a question has no body";
    return refuse(context, { status: 413, code: "body.refused", message });
  }
  return next();
};

/** Refuses what a page of another place asks for in a browser of this machine. */
export const refuseCrossSite: MiddlewareHandler = async (context, next) => {
  if (context.req.header("sec-fetch-site") !== "cross-site") return next();
  const message = "ask from this machine's page";
  return refuse(context, { status: 403, code: "origin.refused", message });
};

function headerLines(context: Context<{ Bindings: Partial<HttpBindings> }>): number {
  const { incoming } = context.env ?? {};
  return incoming === undefined
    ? [...context.req.raw.headers].length
    : incoming.rawHeaders.length / 2;
}

function hasBody({ req }: Context): boolean {
  const length = req.header("content-length");
  return (length !== undefined && length !== "0") || req.header("transfer-encoding") !== undefined;
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
export function limitConnections(server: Server): void {
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(SILENT_MS);
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
