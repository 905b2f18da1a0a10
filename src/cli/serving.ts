import { type FileSet, type ServeOptions, serveFiles } from "../server/index.ts";
import type { Context } from "./context.ts";
import { words } from "./words.ts";

/** Serves files until the process is told to stop (SIGINT, SIGTERM), then closes in good order. */
export async function serveUntilStopped(
  { terminal, language }: Context,
  files: FileSet,
  options: ServeOptions,
): Promise<void> {
  const server = await serveFiles(files, options);
  terminal.notes(`${words(language).serving} ${server.url}\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await server.close();
}
