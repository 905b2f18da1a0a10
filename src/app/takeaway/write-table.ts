import { rename, rm, writeFile } from "node:fs/promises";
import { invalidInput } from "../../base/index.ts";
import type { Workspace } from "../workspace.ts";
import { type TakeawayFormat, takeTable } from "./encode.ts";
import { TAKEAWAYS } from "./tables.ts";

/**
 * Writes a table to a file, whole or not at all; returns its rows.
 *
 * @throws HashfallError `input.invalid` where there is no table of the name, or nothing can be written.
 */
export async function writeTable(
  workspace: Workspace,
  name: string,
  { path, format }: { readonly path: string; readonly format: TakeawayFormat },
): Promise<number> {
  const table = TAKEAWAYS.find((known) => known.name === name);
  if (table === undefined) throw invalidInput("WHAT", `"${name}" is no table`, "see --help");
  const { content, rows } = takeTable(table, workspace, format);
  const unfinished = `${path}.unfinished`;
  try {
    await writeFile(unfinished, content, { flag: "wx" });
    await rename(unfinished, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidInput(
      "--out",
      `cannot be written: ${reason}`,
      "name a file in a folder that is there",
    );
  } finally {
    await rm(unfinished, { force: true });
  }
  return rows;
}
