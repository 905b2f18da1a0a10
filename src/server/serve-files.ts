import { createHash } from "node:crypto";
import { Server } from "node:http";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { HashfallError, invalidInput } from "../base/index.ts";
import { refuseMethod, unknownRoute } from "./answer-routes.ts";
import { CodedBody } from "./coded-body.ts";
import { SERVER_LIMITS, limitConnections, refuseCrossSite, refuseExcess } from "./limits.ts";
import { chooseCoding, matchesTag } from "./negotiation.ts";
import { INTERNAL, refuse } from "./refusal.ts";
import { shareHeaders } from "./shared-headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);

/** Files kept in memory, by their path below the root, such as `tables/pools.csv`. */
export type FileSet = ReadonlyMap<string, string>;

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
}

/** A server that is listening. */
export interface RunningServer {
  readonly url: string;
  /** Ends open connections and stops listening. */
  readonly close: () => Promise<void>;
}

/**
 * The application that answers with a set of files, and with `more` before them; `/` is `index.html`.
 * A set still empty is one still being made.
 */
export function fileApplication(files: FileSet, ...more: readonly Hono[]): Hono {
  const app = new Hono();
  const bodies = new Map<string, { readonly body: CodedBody; readonly etag: string }>();
  app.use(async (context, next) => {
    if (!isLoopbackHost(context.req.header("host"))) {
      const message = "ask by a loopback name";
      return refuse(context, { status: 421, code: "host.refused", message });
    }
    return next();
  });
  app.use(shareHeaders);
  app.use(refuseExcess);
  app.use("/api/*", refuseCrossSite);
  for (const routes of more) app.route("/", routes);
  app.all("/api/*", unknownRoute);
  app.get("*", (context) => {
    if (files.size === 0) {
      context.header("retry-after", "2");
      context.header("refresh", "2");
      return context.text("The study is being made. 研究正在生成。", 503);
    }
    const path = decodePath(context.req.path);
    const text = path === undefined ? undefined : files.get(path);
    if (path === undefined || text === undefined) return context.notFound();
    const { body, etag } = bodies.get(path) ?? bodyOf(text);
    bodies.set(path, { body, etag });
    context.header("etag", etag);
    context.header("vary", "accept-encoding");
    if (matchesTag(context.req.header("if-none-match"), etag)) return context.body(null, 304);
    context.header("content-type", TYPES[path.split(".").at(-1) ?? ""] ?? "text/plain");
    const { bytes, coding } = body.in(chooseCoding(context.req.header("accept-encoding")));
    if (coding !== "identity") context.header("content-encoding", coding);
    return context.body(bytes);
  });
  app.all("*", refuseMethod);
  app.notFound((context) => {
    const message = `nothing at ${context.req.path}`;
    return refuse(context, { status: 404, code: "not.found", message });
  });
  app.onError((_error, context) => refuse(context, INTERNAL));
  return app;
}

/** A file's bytes and their fingerprint, weak since they differ with the coding. */
function bodyOf(text: string): { readonly body: CodedBody; readonly etag: string } {
  const digest = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  return { body: new CodedBody(text), etag: `W/"${digest}"` };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1)) || "index.html";
  } catch {
    return undefined;
  }
}

/** Refuses names that resolve here by another's doing (DNS rebinding). */
function isLoopbackHost(header: string | undefined): boolean {
  const name = (header ?? "")
    .toLowerCase()
    .replace(/:\d+$/u, "")
    .replace(/^\[|\]$/gu, "");
  return LOOPBACK.has(name);
}

/** @throws HashfallError `input.invalid` for an address that others could reach. */
export function requireLoopback(host: string): void {
  if (LOOPBACK.has(host)) return;
  throw invalidInput("--host", `"${host}" is not the loopback`, "use 127.0.0.1");
}

/**
 * Serves files on the loopback until closed.
 *
 * @throws HashfallError `port.taken`, or `input.invalid` for a host that is not the loopback.
 */
export async function serveFiles(
  files: FileSet,
  options: ServeOptions,
  ...more: readonly Hono[]
): Promise<RunningServer> {
  const { host } = options;
  requireLoopback(host);
  const { server, boundPort } = await listen(fileApplication(files, ...more), options);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${boundPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

async function listen(
  app: Hono,
  options: ServeOptions,
): Promise<{ readonly server: ServerType; readonly boundPort: number }> {
  return new Promise((resolve, reject) => {
    const { host: hostname, port } = options;
    const serverOptions = SERVER_LIMITS;
    const listening = serve({ fetch: app.fetch, hostname, port, serverOptions }, (info) =>
      resolve({ server: listening, boundPort: info.port }),
    );
    if (listening instanceof Server) limitConnections(listening);
    listening.once("error", (cause) => reject(listenError(cause, options)));
  });
}

function listenError(cause: Error, { host, port }: ServeOptions): HashfallError {
  const reason = "code" in cause ? String(cause.code) : cause.message;
  return new HashfallError("port.taken", `cannot listen on ${host}:${port}: ${reason}`, {
    cause,
    problems: [
      {
        path: "--port",
        reason: `cannot listen on ${host}:${port} (${reason})`,
        remedy: "choose another with --port",
      },
    ],
  });
}
