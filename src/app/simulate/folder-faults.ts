import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { HashfallError, invalidInput } from "../../base/index.ts";

const REFUSED: Readonly<Record<string, string>> = {
  EEXIST: "there is a file of this name",
  ENOTDIR: "a part of it is no folder",
  ENOENT: "it cannot be made there",
  EACCES: "it may not be written to",
  EPERM: "it may not be written to",
  EROFS: "it is on a disk that is only read",
  EISDIR: "there is a folder where a file is to be written",
};

/** Code of an error of the system; empty where it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Does something with the folder of `--out`; faults of the disk are told as such. */
export async function inOutFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOSPC") {
      throw new HashfallError("store.full", `--out ${folder}: the disk is full`, { cause: error });
    }
    const reason = REFUSED[code];
    if (reason === undefined) throw error;
    throw invalidInput("--out", `${folder}: ${reason}`, "name a folder that can be written to");
  }
}

/** Makes a folder and those above it, each once: Node's recursive mkdir spins on /proc. */
export async function makeFolders(folder: string): Promise<void> {
  const above = dirname(folder);
  if (above === folder || (await isThere(folder))) return;
  await makeFolders(above);
  await mkdir(folder);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  }
}
