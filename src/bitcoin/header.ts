import { HashfallError, type UnixSeconds, unixSeconds } from "../base/index.ts";
import {
  BITS_AT,
  HEADER_BYTES,
  MERKLE_ROOT_AT,
  PREVIOUS_HASH_AT,
  TIME_AT,
} from "./header-layout.ts";
import { type CompactBits, type Target, compactBits } from "./retarget.ts";

/** The fields of an 80-byte block header that say when and how hard; hashes in display order. */
export interface BlockHeader {
  readonly previousHash: string;
  readonly time: UnixSeconds;
  readonly bits: CompactBits;
}

/**
 * Reads a serialised header.
 *
 * @throws HashfallError `record.damaged` where it is not 80 bytes long.
 */
export function parseHeader(bytes: Uint8Array): BlockHeader {
  if (bytes.length !== HEADER_BYTES) {
    throw new HashfallError("record.damaged", `header of ${bytes.length} bytes instead of 80`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    previousHash: displayHash(bytes.subarray(PREVIOUS_HASH_AT, MERKLE_ROOT_AT)),
    time: unixSeconds(view.getUint32(TIME_AT, true)),
    bits: compactBits(view.getUint32(BITS_AT, true)),
  };
}

/** Bytes in hexadecimal, in their order. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A hash as people write it: bytes reversed, hexadecimal. */
export function displayHash(bytes: Uint8Array): string {
  return hexOf(bytes.toReversed());
}

/** Whether a block hash, in display order, is at or below a target. */
export function meetsTarget(hash: string, target: Target): boolean {
  return BigInt(`0x${hash}`) <= target;
}

/** Bytes of a hexadecimal text. @throws HashfallError `record.damaged` where it is none. */
export function bytesFromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/iu.test(text)) {
    throw new HashfallError("record.damaged", `"${text.slice(0, 20)}" is not hexadecimal`);
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}
