import { HEADER_BYTES } from "../../bitcoin/index.ts";
import type { BlockBatch, BlockCoinbase } from "../block-source.ts";

const FIRST_CAPACITY = 4096;

/** Blocks in the order they are to be handed over; their headers in one stretch of memory. */
export class BlockQueue {
  private headers = new Uint8Array(FIRST_CAPACITY * HEADER_BYTES);
  private bodies: (BlockCoinbase | null)[] = [];

  get length(): number {
    return this.bodies.length;
  }

  /** Adds a block whose header begins at `at`, as a copy. */
  push(source: Uint8Array, at: number, body: BlockCoinbase | null): void {
    const place = this.bodies.length * HEADER_BYTES;
    if (place === this.headers.length) {
      const larger = new Uint8Array(2 * place);
      larger.set(this.headers);
      this.headers = larger;
    }
    this.headers.set(source.subarray(at, at + HEADER_BYTES), place);
    this.bodies.push(body);
  }

  /** Copies of the blocks in a stretch of the queue. */
  part(from: number, to: number): Pick<BlockBatch, "headers" | "coinbases"> {
    return {
      headers: this.headers.slice(from * HEADER_BYTES, Math.min(to, this.length) * HEADER_BYTES),
      coinbases: this.bodies.slice(from, to),
    };
  }

  clear(): void {
    this.bodies = [];
  }
}
