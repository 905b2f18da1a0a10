import { HashfallError, instantiate } from "../../base/index.ts";
import { HASH_BYTES, HEADER_BYTES } from "../header-layout.ts";
import { BATCH, INPUT_AT, LANES, OUTPUT_AT, headerProgram } from "./header-program.ts";
import { doubleSha256 } from "./sha256.ts";

/** Hashes of serialised headers, one after the other: n × 80 bytes in, n × 32 bytes out. */
export type HeaderHasher = (headers: Uint8Array) => Uint8Array<ArrayBuffer>;

let chosen: HeaderHasher | null = null;

/**
 * Double SHA-256 of each header, in serialised order, by the fastest path this machine has.
 *
 * Source: Bitcoin Core v28, src/primitives/block.cpp, `CBlockHeader::GetHash`.
 */
export function hashHeaders(headers: Uint8Array): Uint8Array<ArrayBuffer> {
  chosen ??= simdHasher() ?? hashHeadersPlain;
  return chosen(headers);
}

/** The same without WebAssembly. */
export function hashHeadersPlain(headers: Uint8Array): Uint8Array<ArrayBuffer> {
  const count = countHeaders(headers);
  const hashes = new Uint8Array(count * HASH_BYTES);
  for (let i = 0; i < count; i += 1) {
    const header = headers.subarray(i * HEADER_BYTES, (i + 1) * HEADER_BYTES);
    hashes.set(doubleSha256(header), i * HASH_BYTES);
  }
  return hashes;
}

/** The same four headers at a time, by a module made here; null where there is no SIMD. */
export function simdHasher(): HeaderHasher | null {
  const module = instantiate<"hash">(headerProgram());
  if (module === null) return null;
  const { memory, hash } = module;
  const bytes = new Uint8Array(memory.buffer);
  return (headers) => {
    const count = countHeaders(headers);
    const hashes = new Uint8Array(count * HASH_BYTES);
    for (let from = 0; from < count; from += BATCH) {
      const size = Math.min(BATCH, count - from);
      bytes.set(headers.subarray(from * HEADER_BYTES, (from + size) * HEADER_BYTES), INPUT_AT);
      hash(Math.ceil(size / LANES));
      hashes.set(bytes.subarray(OUTPUT_AT, OUTPUT_AT + size * HASH_BYTES), from * HASH_BYTES);
    }
    return hashes;
  };
}

/** How many headers lie in the bytes; refuses a part of one. */
function countHeaders(headers: Uint8Array): number {
  if (headers.length % HEADER_BYTES !== 0) {
    throw new HashfallError("header.invalid", `headers of ${headers.length} bytes, not n × 80`);
  }
  return headers.length / HEADER_BYTES;
}
