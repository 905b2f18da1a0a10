import {
  type FileSet,
  type RunningServer,
  type ServeOptions,
  fileRoutes,
  startServer,
} from "../server/index.ts";
import type { Context } from "./context.ts";
import { words } from "./words.ts";

/** Where to serve, and what ends it. */
export interface ServingOptions extends ServeOptions {
  readonly signal: AbortSignal;
}

/** What a server is made of. */
export interface Service extends Pick<ServeOptions, "ready"> {
  readonly routes: Parameters<typeof startServer>[0];
  /** Called once the server can be reached. */
  readonly listening: (server: RunningServer) => Promise<void>;
  /** What the server then asks itself, so that those who come first need not wait. */
  readonly warm: readonly string[];
  /** Called before the server stops: ends what is under way. */
  readonly stop: () => Promise<void>;
}

/** Serves until the signal says to stop, then closes in good order. */
export async function serveUntilStopped(
  { terminal, language }: Context,
  { signal, ...options }: ServingOptions,
  { routes, ready, listening, warm, stop }: Service,
): Promise<void> {
  const stopped = abortOf(signal);
  let server: RunningServer | undefined;
  try {
    server = await startServer(routes, { ...options, ...(ready === undefined ? {} : { ready }) });
    await listening(server);
    const token = options.access?.token ?? null;
    const address = token === null ? server.url : `${server.url}/?token=${token}`;
    terminal.notes(`${words(language).serving} ${address}\n`);
    await Promise.race([stopped, server.warm(warm).then(async () => stopped)]);
  } finally {
    await Promise.all([stop(), server?.close()]);
  }
}

/**
 * Serves what `make` makes at the root until the signal says to stop. Listens before making, so that a
 * port in use is known at once.
 */
export async function serveWhileMaking(
  { terminal, language }: Context,
  { signal, ...options }: ServingOptions,
  make: () => Promise<FileSet>,
): Promise<void> {
  const files = new Map<string, string>();
  const stopped = abortOf(signal);
  const server = await startServer([fileRoutes(files)], options);
  try {
    const show = async (): Promise<void> => {
      for (const [path, body] of await make()) files.set(path, body);
      terminal.notes(`${words(language).serving} ${server.url}\n`);
      await stopped;
    };
    await Promise.race([stopped, show()]);
  } finally {
    await server.close();
  }
}

async function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
}
