import { type FileSet, type ServeOptions, serveFiles } from "../server/index.ts";
import type { Context } from "./context.ts";
import { words } from "./words.ts";

/**
 * Serves what `make` makes until the process is told to stop (SIGINT, SIGTERM), then closes in good
 * order. Listens before making, so that a port in use is known at once.
 */
export async function serveWhileMaking(
  { terminal, language }: Context,
  options: ServeOptions,
  make: () => Promise<FileSet>,
): Promise<void> {
  const files = new Map<string, string>();
  const server = await serveFiles(files, options);
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  try {
    for (const [path, content] of await make()) files.set(path, content);
    terminal.notes(`${words(language).serving} ${server.url}\n`);
    await stopped;
  } finally {
    await server.close();
  }
}
