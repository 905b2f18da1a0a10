import {
  type FileSet,
  type RunningServer,
  type ServeOptions,
  serveFiles,
} from "../server/index.ts";
import type { Context } from "./context.ts";
import { words } from "./words.ts";

/** What a server has besides its files. */
export interface Extension {
  readonly routes: readonly Parameters<typeof serveFiles>[2][];
  /** Called once the server can be reached. */
  readonly listening: (server: RunningServer) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where to serve, and what ends it. */
export interface ServingOptions extends ServeOptions {
  readonly signal: AbortSignal;
}

/**
 * Serves what `make` makes until the signal says to stop, then closes in good order. Listens before
 * making, so that a port in use is known at once.
 */
export async function serveWhileMaking(
  { terminal, language }: Context,
  { signal, ...options }: ServingOptions,
  make: () => Promise<FileSet>,
  extension?: Extension,
): Promise<void> {
  const files = new Map<string, string>();
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  try {
    const server = await serveFiles(files, options, ...(extension?.routes ?? []));
    try {
      await extension?.listening(server);
      const show = async (): Promise<void> => {
        for (const [path, body] of await make()) files.set(path, body);
        terminal.notes(`${words(language).serving} ${server.url}\n`);
        await stopped;
      };
      await Promise.race([stopped, show()]);
    } finally {
      await server.close();
    }
  } finally {
    await extension?.close();
  }
}
