import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Coding } from "./negotiation.ts";

/** Below that, the coding would take as much as it saves. */
const SMALLEST_CODED = 1024;
const BROTLI_QUALITY = 5;

/** A body as bytes, in each coding once it was asked for. */
export class CodedBody {
  private readonly plain: Uint8Array<ArrayBuffer>;
  private readonly coded = new Map<Coding, Uint8Array<ArrayBuffer>>();

  constructor(text: string) {
    this.plain = new TextEncoder().encode(text);
  }

  /** Bytes held in memory. */
  get size(): number {
    return [...this.coded.values()].reduce((sum, { length }) => sum + length, this.plain.length);
  }

  /** The body in a coding, or as it is where coding it does not pay. */
  in(coding: Coding): { readonly bytes: Uint8Array<ArrayBuffer>; readonly coding: Coding } {
    if (coding === "identity" || this.plain.length < SMALLEST_CODED) {
      return { bytes: this.plain, coding: "identity" };
    }
    const known = this.coded.get(coding);
    if (known !== undefined) return { bytes: known, coding };
    const bytes = new Uint8Array(
      coding === "gzip"
        ? gzipSync(this.plain)
        : brotliCompressSync(this.plain, {
            params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
          }),
    );
    this.coded.set(coding, bytes);
    return { bytes, coding };
  }
}
