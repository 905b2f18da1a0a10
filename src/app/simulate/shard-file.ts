import { createHash } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { HashfallError } from "../../base/index.ts";
import {
  type MemberRange,
  type MemberShape,
  memberSizes,
  type ShardResult,
} from "../../simulate/index.ts";
import { inOutFolder, systemCode } from "./folder-faults.ts";
import { RESERVE } from "./reserve.ts";

const DIGEST_BYTES = 32;
const HEAD_BYTES = 40;
const FORMAT = 2;

/**
 * Writes a shard so that its name appears with all its bytes or not at all.
 *
 * Layout: SHA-256 of the rest; format and first member (uint32 each); totals, retargets (float64);
 * series (float32); numbers in the machine's byte order, which is little-endian wherever Node runs.
 */
export async function writeShard(folder: string, shard: ShardResult): Promise<void> {
  await inOutFolder(folder, async () => writeWhole(folder, shard));
}

async function writeWhole(folder: string, shard: ShardResult): Promise<void> {
  const parts = [bytesOf(Uint32Array.of(FORMAT, shard.from)), ...payload(shard).map(bytesOf)];
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  const path = shardPath(folder, shard);
  await rm(`${path}.tmp`, { force: true });
  const file = await open(`${path}.tmp`, "wx");
  try {
    const all = [hash.digest(), ...parts];
    const size = all.reduce((sum, part) => sum + part.byteLength, 0);
    const { bytesWritten } = await file.writev(all);
    if (bytesWritten !== size) {
      throw new HashfallError("store.full", `${path}: ${bytesWritten} of ${size} bytes written`);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}

/** A shard as it was written; undefined where there is none, `damaged` where its bytes are others. */
export async function readShard(
  folder: string,
  range: MemberRange,
  shape: MemberShape,
): Promise<ShardResult | "damaged" | undefined> {
  const bytes = await readFile(shardPath(folder, range)).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const shard = emptyShard(range, shape);
  const size = payload(shard).reduce((sum, part) => sum + part.byteLength, HEAD_BYTES);
  const digest = createHash("sha256").update(bytes.subarray(DIGEST_BYTES)).digest();
  const head = bytesOf(Uint32Array.of(FORMAT, range.from));
  const sound =
    bytes.length === size &&
    digest.equals(bytes.subarray(0, DIGEST_BYTES)) &&
    Buffer.from(head).equals(bytes.subarray(DIGEST_BYTES, HEAD_BYTES));
  if (!sound) return "damaged";
  let at = HEAD_BYTES;
  for (const part of payload(shard)) {
    bytesOf(part).set(bytes.subarray(at, at + part.byteLength));
    at += part.byteLength;
  }
  return shard;
}

function emptyShard({ from, to }: MemberRange, shape: MemberShape): ShardResult {
  const sizes = memberSizes(shape);
  return {
    from,
    to,
    series: RESERVE.takeFloats(sizes.cells * (to - from)),
    totals: new Float64Array(sizes.totals * (to - from)),
    epochs: new Float64Array(sizes.epochs * (to - from)),
  };
}

function payload(shard: ShardResult): readonly [Float64Array, Float64Array, Float32Array] {
  return [shard.totals, shard.epochs, shard.series];
}

function bytesOf(array: Uint32Array | Float64Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function shardPath(folder: string, { from }: MemberRange): string {
  return join(folder, `members-${String(from).padStart(9, "0")}.shard`);
}
