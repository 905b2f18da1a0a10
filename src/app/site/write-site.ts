import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { invalidInput } from "../../base/index.ts";
import type { SiteFiles } from "./make-site.ts";
import { SITE_MARK } from "./site-page.ts";

/**
 * Writes a site beside its folder and puts it in place at the end, so that no half of it is seen.
 *
 * @throws HashfallError `input.invalid` where it cannot be written.
 */
export async function writeSite(files: SiteFiles, folder: string): Promise<void> {
  const beside = (what: string): string =>
    join(dirname(folder), `.${basename(folder)}.${what}-${process.pid}`);
  const [draft, old] = [beside("draft"), beside("old")];
  try {
    const folders = new Set([...files.keys()].map((path) => dirname(join(draft, path))));
    await Promise.all([...folders].map(async (name) => mkdir(name, { recursive: true })));
    await Promise.all(
      [...files].map(async ([path, content]) => writeFile(join(draft, path), content)),
    );
    if (existsSync(folder)) await rename(folder, old);
    await rename(draft, folder);
  } catch (error) {
    const reason = `cannot be written: ${error instanceof Error ? error.message : "unknown"}`;
    throw invalidInput("DIR", reason, "name a folder that can be made and written");
  } finally {
    await Promise.all([draft, old].map(async (name) => rm(name, { recursive: true, force: true })));
  }
}

/**
 * Looks whether a site may be written to a folder: one that is not there, is empty, or with `force` holds
 * a site of ours, which is then replaced whole.
 *
 * @throws HashfallError `input.invalid`.
 */
export async function requireFree(folder: string, force: boolean): Promise<void> {
  if (!existsSync(folder)) return;
  const names = await readdir(folder).catch(() => null);
  if (names === null) throw invalidInput("DIR", "is no folder", "name another");
  if (names.length === 0) return;
  if (!(await isSite(folder))) {
    throw invalidInput("DIR", "holds other files", "name a new or an empty folder");
  }
  if (!force) throw invalidInput("DIR", "holds a site", "add --force to replace it");
}

async function isSite(folder: string): Promise<boolean> {
  const index = await readFile(join(folder, "index.html"), "utf8").catch(() => "");
  return index.includes(SITE_MARK);
}
