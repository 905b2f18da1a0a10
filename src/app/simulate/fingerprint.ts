import { createHash, type Hash } from "node:crypto";

/**
 * SHA-256 of a value that survives a structured clone, the same whatever the order of an object's
 * keys. Every part is written with its kind and length, so that no two values read alike.
 */
export function fingerprintOf(value: unknown): string {
  const hash = createHash("sha256");
  write(value, hash);
  return hash.digest("hex");
}

function write(value: unknown, hash: Hash): void {
  if (typeof value !== "object" || value === null) {
    hash.update(`${typeof value} ${scalar(value)};`);
  } else if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name} ${value.byteLength};`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`list ${value.length};`);
    for (const part of value) write(part, hash);
  } else if (value instanceof Map || value instanceof Set) {
    write([...value], hash);
  } else {
    const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    hash.update(`fields ${fields.length};`);
    for (const [key, part] of fields) {
      hash.update(scalar(key));
      write(part, hash);
    }
  }
}

function scalar(value: unknown): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return `${text.length} ${text}`;
}
