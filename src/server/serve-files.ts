import { createHash } from "node:crypto";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { HashfallError, invalidInput } from "../base/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** The page needs nothing from elsewhere, and may load nothing from elsewhere. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
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
export function fileApplication(files: FileSet, more?: Hono): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!isLoopbackHost(context.req.header("host"))) {
      return context.json({ code: "host.refused", message: "ask by a loopback name" }, 421);
    }
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    return undefined;
  });
  if (more !== undefined) app.route("/", more);
  app.get("*", (context) => {
    if (files.size === 0) {
      context.header("retry-after", "2");
      context.header("refresh", "2");
      return context.text("The study is being made. 研究正在生成。", 503);
    }
    const path = decodePath(context.req.path);
    const body = path === undefined ? undefined : files.get(path);
    if (path === undefined || body === undefined) return context.notFound();
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    context.header("etag", etag);
    if (matches(context.req.header("if-none-match"), etag)) return context.body(null, 304);
    context.header("content-type", TYPES[path.split(".").at(-1) ?? ""] ?? "text/plain");
    return context.body(body);
  });
  app.all("*", (context) => {
    context.header("allow", "GET, HEAD");
    return context.json({ code: "method.refused", message: "only reading is possible" }, 405);
  });
  app.notFound((context) =>
    context.json({ code: "not.found", message: `nothing at ${context.req.path}` }, 404),
  );
  return app;
}

/** Whether an If-None-Match list names a fingerprint, weakly compared. */
function matches(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((tag) => {
    const listed = tag.trim().replace(/^W\//u, "");
    return listed === etag || listed === "*";
  });
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
  more?: Hono,
): Promise<RunningServer> {
  const { host } = options;
  requireLoopback(host);
  const { server, boundPort } = await listen(fileApplication(files, more), options);
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
    const listening = serve({ fetch: app.fetch, hostname, port }, (info) =>
      resolve({ server: listening, boundPort: info.port }),
    );
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
