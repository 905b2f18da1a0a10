import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { HashfallError, type Problem } from "../base/index.ts";
import type { RecordFile } from "../record/index.ts";

/** Bytes covered by one piece fingerprint: small enough to say where a file is damaged. */
const PIECE_BYTES = 65_536;

const fileSchema = z.object({
  path: z.string().regex(/^[a-z0-9-]+\.(?:parquet|csv|json)$/u),
  what: z.string(),
  columns: z.record(z.string(), z.string()),
  rows: z.number().int().nonnegative(),
  period: z.string(),
  source: z.string(),
  licence: z.string(),
  bytes: z.number().int().positive(),
  sha256: z.string().length(64),
  pieces: z.array(z.string().length(16)),
});

export const manifestSchema: z.ZodType<Manifest> = z.object({
  schema: z.literal("hashfall-record/1"),
  files: z.array(fileSchema),
});

export interface ManifestFile extends RecordFile {
  /** First 16 hex digits of the sha256 of each 64 KiB piece. */
  readonly pieces: readonly string[];
}

export interface Manifest {
  readonly schema: "hashfall-record/1";
  readonly files: readonly ManifestFile[];
}

/** What to do about a record that is missing or damaged. */
export const REMEDY = "restore the data folder (git checkout -- data) or name another with --data";

/** sha256 of bytes, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Fingerprint of each 64 KiB piece of a file. */
export function pieceFingerprints(bytes: Uint8Array): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    pieces.push(sha256(bytes.subarray(from, from + PIECE_BYTES)).slice(0, 16));
  }
  return pieces;
}

/** Name of a record: first 16 hex digits of the sha256 over its files' fingerprints. */
export function recordFingerprint(manifest: Manifest): string {
  const lines = manifest.files.map((file) => `${file.path} ${file.sha256}\n`).join("");
  return sha256(new TextEncoder().encode(lines)).slice(0, 16);
}

/** @throws HashfallError `record.missing` or `record.damaged`. */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, "manifest.json");
  const text = await readBytes(path);
  const parsed = manifestSchema.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  throw damaged([{ path, reason: z.prettifyError(parsed.error), remedy: REMEDY }]);
}

/**
 * Reads every file of a record and compares its fingerprint with the manifest.
 *
 * @throws HashfallError `record.missing` or `record.damaged`, listing every file and piece at fault.
 */
export async function readVerified(
  directory: string,
  manifest: Manifest,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const read = await Promise.all(
    manifest.files.map(async (file) => {
      const bytes = await readBytes(join(directory, file.path));
      return { file, bytes, problem: fileProblem(join(directory, file.path), file, bytes) };
    }),
  );
  const problems = read.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (problems.length > 0) throw damaged(problems);
  return new Map(read.map(({ file, bytes }) => [file.path, bytes]));
}

function fileProblem(path: string, file: ManifestFile, bytes: Uint8Array): Problem | null {
  const found = sha256(bytes);
  if (found === file.sha256) return null;
  const reason = `sha256 is ${found}, the manifest says ${file.sha256}; ${damagedWhere(file, bytes)}`;
  return { path, reason, remedy: REMEDY };
}

function damagedWhere(file: ManifestFile, bytes: Uint8Array): string {
  if (bytes.length !== file.bytes) return `${bytes.length} bytes instead of ${file.bytes}`;
  const pieces = pieceFingerprints(bytes);
  const piece = pieces.findIndex((fingerprint, index) => fingerprint !== file.pieces[index]);
  if (piece === -1) return "its pieces agree, so the manifest's own sha256 is wrong";
  const end = Math.min((piece + 1) * PIECE_BYTES, file.bytes) - 1;
  return `first difference between byte ${piece * PIECE_BYTES} and ${end}`;
}

/** @throws HashfallError `record.missing`. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new HashfallError("record.missing", `cannot read ${path}`, {
      cause,
      problems: [{ path, reason: "the file cannot be read", remedy: REMEDY }],
    });
  }
}

/** @throws HashfallError `record.damaged` when the bytes are not JSON. */
export function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw damaged([{ path, reason: `not JSON: ${String(cause)}`, remedy: REMEDY }]);
  }
}

/** A record that contradicts its own description. */
export function damaged(problems: readonly Problem[]): HashfallError {
  const summary = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return new HashfallError("record.damaged", `the record is damaged: ${summary}`, { problems });
}
