import { HASH_BYTES, HEADER_BYTES, hashHeaders, type Network } from "../../bitcoin/index.ts";
import { ProofOfWork } from "./proof-of-work.ts";

/** Headers collected to be hashed together, in memory that is used again and again. */
export class HeaderGroup {
  readonly headers: Uint8Array;
  readonly headerView: DataView;
  /** Hashes of the headers, once `hash` was called. */
  hashes: DataView = new DataView(new ArrayBuffer(0));
  private readonly work: ProofOfWork;

  constructor(capacity: number, network: Network) {
    this.headers = new Uint8Array(capacity * HEADER_BYTES);
    this.headerView = new DataView(this.headers.buffer);
    this.work = new ProofOfWork(network);
  }

  /** Keeps a copy of a header in a row. */
  put(row: number, header: Uint8Array): void {
    this.headers.set(header, row * HEADER_BYTES);
  }

  /** Hashes the first rows. */
  hash(rows: number): void {
    const hashes = hashHeaders(this.headers.subarray(0, rows * HEADER_BYTES));
    this.hashes = new DataView(hashes.buffer, hashes.byteOffset, rows * HASH_BYTES);
  }

  /** Whether a row's hash meets the target of its header. */
  meetsTarget(row: number): boolean {
    return this.work.holds(this.headerView, this.hashes, row);
  }
}
