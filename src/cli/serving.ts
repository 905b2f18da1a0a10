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
  readonly routes: NonNullable<Parameters<typeof serveFiles>[2]>;
  /** Called once the server can be reached. */
  readonly listening: (server: RunningServer) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Serves what `make` makes until the process is told to stop (SIGINT, SIGTERM), then closes in good
 * order. Listens before making, so that a port in use is known at once.
 */
export async function serveWhileMaking(
  { terminal, language }: Context,
  options: ServeOptions,
  make: () => Promise<FileSet>,
  extension?: Extension,
): Promise<void> {
  const files = new Map<string, string>();
  try {
    const server = await serveFiles(files, options, extension?.routes);
    const stopped = new Promise<void>((resolve) => {
      process.once("SIGINT", () => resolve());
      process.once("SIGTERM", () => resolve());
    });
    try {
      await extension?.listening(server);
      for (const [path, content] of await make()) files.set(path, content);
      terminal.notes(`${words(language).serving} ${server.url}\n`);
      await stopped;
    } finally {
      await server.close();
    }
  } finally {
    await extension?.close();
  }
}
