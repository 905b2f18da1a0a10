import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Coding } from "./negotiation.ts";

/** Below that, the coding would take as much as it saves. */
const SMALLEST_CODED = 1024;
const BROTLI_QUALITY = 5;

type Bytes = Uint8Array<ArrayBuffer>;

/** A body as bytes, in each coding once it was asked for. */
export class CodedBody {
  private readonly plain: Bytes;
  private readonly coded: Map<Coding, Bytes>;

  /** `coded`: those codings that are made already. */
  constructor(body: string | Bytes, coded: ReadonlyMap<Coding, Bytes> = new Map()) {
    this.plain = typeof body === "string" ? new TextEncoder().encode(body) : body;
    this.coded = new Map(coded);
  }

  /** Bytes held in memory. */
  get size(): number {
    return [...this.coded.values()].reduce((sum, { length }) => sum + length, this.plain.length);
  }

  /** The body in a coding, or as it is where coding it does not pay. */
  in(coding: Coding): { readonly bytes: Bytes; readonly coding: Coding } {
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
