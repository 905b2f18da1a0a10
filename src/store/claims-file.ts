import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Claim } from "../observe/index.ts";
import { type ClaimFile, parseClaimFile } from "./claims/index.ts";
import { invalidClaims } from "./claims/claims-yaml.ts";

/**
 * Reads a file of claims.
 *
 * @throws HashfallError `claims.invalid`, listing every problem with its line and remedy.
 */
export async function readClaims(path: string): Promise<readonly Claim[]> {
  return (await readClaimFile(path)).claims;
}

/** Every file of claims in a folder, by name. @throws HashfallError as `readClaims`. */
export async function readClaimFolder(folder: string): Promise<readonly ClaimFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).toSorted();
  return Promise.all(names.map((name) => readClaimFile(join(folder, name))));
}

async function readClaimFile(path: string): Promise<ClaimFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const remedy = "name a file of claims, such as claims/sichuan-2021.yaml";
    throw invalidClaims([{ path, reason: "the file cannot be read", remedy }], cause);
  }
  return parseClaimFile(path, text);
}
