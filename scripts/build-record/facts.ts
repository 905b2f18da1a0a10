import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import type { ManifestFile } from "../../src/store/index.ts";

/** A file of the record before its fingerprints are taken. */
export type BuiltFile = Omit<ManifestFile, "bytes" | "sha256" | "pieces"> & {
  readonly content: Uint8Array;
};

/** Bytes of a file of the folder; unpacked when its name ends in `.gz`. */
export function readFacts(folder: string, path: string): Buffer {
  const bytes = readFileSync(join(folder, path));
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** Rows of a comma-separated file without quoting, by column name. */
export function readTable(folder: string, path: string): ReadonlyMap<string, string>[] {
  const [header = "", ...lines] = readFacts(folder, path).toString("utf8").trimEnd().split("\n");
  const names = header.trimEnd().split(",");
  return lines.map((line) => {
    const cells = line.trimEnd().split(",");
    return new Map(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}

/** Parsed JSON of a file of the folder. */
export function readJson(folder: string, path: string): unknown {
  return JSON.parse(readFacts(folder, path).toString("utf8"));
}

/** A comma-separated file. */
export function writeTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Buffer {
  return Buffer.from(`${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`);
}
