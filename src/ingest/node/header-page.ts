import {
  HASH_BYTES,
  HEADER_BYTES,
  PREVIOUS_HASH_AT,
  displayHash,
  hashHeaders,
} from "../../bitcoin/index.ts";
import { malformed } from "./failures.ts";

/** Headers that follow one another on a node's active chain. */
export interface HeaderPage {
  /** 80 bytes each. */
  readonly headers: Uint8Array;
  /** Their hashes, display order. */
  readonly hashes: readonly string[];
  /** Whether the page was full, so that another may follow. */
  readonly more: boolean;
}

/** Hash of a header, display order. */
export function hashOf(header: Uint8Array): string {
  return displayHash(hashHeaders(header));
}

/** Hashes of the headers from the first on that link to `parent` and to each other; display order. */
export function linkedHashes(parent: string, headers: Uint8Array): string[] {
  const hashes = hashHeaders(headers);
  const count = hashes.length / HASH_BYTES;
  const linked = linkedCount(parent, Buffer.from(headers.buffer, headers.byteOffset), hashes);
  const backwards = Buffer.from(hashes.toReversed()).toString("hex");
  return Array.from({ length: linked }, (_, index) => {
    const at = 2 * HASH_BYTES * (count - 1 - index);
    return backwards.slice(at, at + 2 * HASH_BYTES);
  });
}

/** @throws HashfallError `source.malformed` where a header does not name the one before it. */
export function linkedPage(
  parent: string,
  headers: Uint8Array,
  { more, label }: { readonly more: boolean; readonly label: string },
): HeaderPage {
  const hashes = linkedHashes(parent, headers);
  if (hashes.length * HEADER_BYTES !== headers.length) {
    const last = hashes.at(-1) ?? parent;
    throw malformed(label, `the header after block ${last} does not link to it`);
  }
  return { headers, hashes, more };
}

function linkedCount(parent: string, headers: Buffer, hashes: Uint8Array): number {
  const count = hashes.length / HASH_BYTES;
  const first = headers.subarray(PREVIOUS_HASH_AT, PREVIOUS_HASH_AT + HASH_BYTES);
  if (count === 0 || displayHash(first) !== parent) return 0;
  for (let index = 1; index < count; index += 1) {
    const named = index * HEADER_BYTES + PREVIOUS_HASH_AT;
    const from = (index - 1) * HASH_BYTES;
    const order = headers.compare(hashes, from, from + HASH_BYTES, named, named + HASH_BYTES);
    if (order !== 0) return index;
  }
  return count;
}
