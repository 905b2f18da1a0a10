import { excerpt, malformed } from "./failures.ts";

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws HashfallError `source.malformed`, with the beginning of the text. */
export function parseJson(body: Uint8Array, label: string): unknown {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(label, `answer is not JSON: "${excerpt(text)}"`, error);
  }
}

/** A 256-bit hash in display order, in lower case, or null. */
export function hashOrNull(value: unknown): string | null {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value : null;
}

/** A height of a block, or null. */
export function heightOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 31
    ? value
    : null;
}
