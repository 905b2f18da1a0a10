import { type Server, createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { HashfallError } from "../base/index.ts";
import { type Access, LOOPBACK_ACCESS } from "./access.ts";
import { application } from "./application.ts";
import { ClientLimits } from "./client-limits.ts";
import { type ReadyAnswer, readyListener } from "./ready-answers.ts";
import { type ServerLimits, USUAL_LIMITS, limitConnections, nodeOptions } from "./limits.ts";

/** Connections of one address where others than this machine may ask. */
const CONNECTIONS_OF_ONE = 256;
/** For what is being answered to be sent, once the server stops. */
const LAST_ANSWERS_MS = 300;

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Who may ask; whoever asks by a name of the loopback unless given. */
  readonly access?: Access;
  readonly clients?: ClientLimits;
  readonly limits?: Partial<ServerLimits>;
  /** Answers that are there already, looked for before anything else. */
  readonly ready?: ReadyAnswer;
}

/** A server that is listening. */
export interface RunningServer {
  readonly url: string;
  /** Asks itself, so that answers are ready for the first who asks the same. */
  readonly warm: (paths: readonly string[]) => Promise<void>;
  /** Stops listening, lets what is being answered end, and ends all connections. */
  readonly close: () => Promise<void>;
}

/**
 * Serves routes until closed.
 *
 * @throws HashfallError `port.taken`.
 */
export async function startServer(
  routes: readonly Hono[],
  options: ServeOptions,
): Promise<RunningServer> {
  const { host, access = LOOPBACK_ACCESS, clients = new ClientLimits() } = options;
  const app = application(routes, { access, clients });
  const { server, boundPort } = await listen(app, { ...options, access, clients });
  const [name = ""] = access.hosts;
  const headers = {
    host: name.includes(":") ? `[${name}]` : name,
    ...(access.token === null ? {} : { authorization: `Bearer ${access.token}` }),
  };
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${boundPort}`,
    warm: async (paths) => {
      const warmed = paths.map(async (path) =>
        app.request(`http://${headers.host}${path}`, { headers }),
      );
      await Promise.all(warmed);
    },
    close: async () => closed(server),
  };
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

type Listening = ServeOptions & Required<Pick<ServeOptions, "access" | "clients">>;

async function listen(
  app: Hono,
  options: Listening,
): Promise<{ readonly server: Server; readonly boundPort: number }> {
  const { host, port, access, clients, ready = (): undefined => undefined } = options;
  const shared = access.token === null ? {} : { connectionsOfOne: CONNECTIONS_OF_ONE };
  const limits = { ...USUAL_LIMITS, ...shared, ...options.limits };
  const fetched = getRequestListener(app.fetch);
  const answered = readyListener(ready, { access, clients });
  const server = createServer(nodeOptions(limits), (request, response) => {
    if (!answered(request, response)) void fetched(request, response);
  });
  limitConnections(server, limits);
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(listenError(cause, options)));
    server.listen(port, host, () => {
      const address = server.address();
      const boundPort = typeof address === "object" && address !== null ? address.port : port;
      resolve({ server, boundPort });
    });
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
