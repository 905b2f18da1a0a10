import { HashfallError, type UnixSeconds, unixSeconds } from "../base/index.ts";
import { type CompactBits, type Target, compactBits } from "./retarget.ts";

/** The fields of an 80-byte block header that say when and how hard; hashes in display order. */
export interface BlockHeader {
  readonly previousHash: string;
  readonly time: UnixSeconds;
  readonly bits: CompactBits;
}

const HEADER_BYTES = 80;

/**
 * Reads a serialised header: version 4, previous hash 32, merkle root 32, time 4, bits 4, nonce 4;
 * integers little-endian.
 *
 * Source: Bitcoin Core v28, src/primitives/block.h, `CBlockHeader`.
 */
export function parseHeader(bytes: Uint8Array): BlockHeader {
  if (bytes.length !== HEADER_BYTES) {
    throw new HashfallError("record.damaged", `header of ${bytes.length} bytes instead of 80`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    previousHash: displayHash(bytes.subarray(4, 36)),
    time: unixSeconds(view.getUint32(68, true)),
    bits: compactBits(view.getUint32(72, true)),
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
